package io.tallystick.kit.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Counts a body whose length isn't told (chunked, or HTTP/2) while it is read. Quarkus' own limit
 * lies a little higher: it would close the connection without a word.
 */
class UntoldLength {

  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final BodyLimits limits;

  UntoldLength(BodyLimits limits) {
    this.limits = limits;
  }

  @ServerRequestFilter
  void count(ContainerRequestContext request) {
    if (request.getHeaderString(HttpHeaders.CONTENT_LENGTH) != null) return;
    if (!WITH_BODY.contains(request.getMethod())) return;
    request.setEntityStream(
        new Counted(request.getEntityStream(), limits.of(request.getUriInfo().getPath())));
  }

  private static final class Counted extends FilterInputStream {

    private final long most;
    private long left;

    Counted(InputStream body, long most) {
      super(body);
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) take(1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      if (read > 0) take(read);
      return read;
    }

    private void take(int bytes) {
      left -= bytes;
      if (left < 0) throw BodyLimits.tooLarge(most);
    }
  }
}
