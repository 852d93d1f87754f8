package io.tallystick.cli.demo.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * @param body the body's JSON; missing if it had none
 */
public record Reply(int status, HttpHeaders headers, JsonNode body) {

  public boolean ok() {
    return status / 100 == 2;
  }

  /** The stable code of a problem (RFC 9457), else the status. */
  public String code() {
    return body.path("code").asText("http." + status);
  }

  /** The problem in one line, for people. */
  public String why() {
    var detail = body.path("detail").asText(body.path("title").asText());
    return status + " " + code() + (detail.isEmpty() ? "" : ": " + detail);
  }

  /**
   * @throws UnexpectedReply unless the call succeeded
   */
  public Reply orThrow(String what) {
    if (!ok()) throw new UnexpectedReply(what + " was refused: " + why());
    return this;
  }

  /** A service answered what the demo can't go on with. */
  public static final class UnexpectedReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedReply(String message) {
      super(message);
    }
  }
}
