package io.tallystick.kit.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What another institution answers, in ASCII (JOSE is): so much of it and no more, and in time to
 * its last byte. The request's own timeout ends with the headers (JDK {@link HttpRequest}).
 */
public final class BoundedAnswer {

  /**
   * @param limit bytes of the body; of a longer one there is none, and the rest isn't read
   * @throws IOException if it isn't there in time, or at all
   */
  public static HttpResponse<Optional<String>> of(
      HttpClient http, HttpRequest request, int limit, Duration within)
      throws IOException, InterruptedException {
    var exchange = http.sendAsync(request, head -> new CappedText(limit));
    try {
      return exchange.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException away) {
      throw new IOException("not answered", away.getCause());
    } catch (TimeoutException late) {
      throw new IOException("not answered in time", late);
    } finally {
      exchange.cancel(true);
    }
  }

  private BoundedAnswer() {}
}
