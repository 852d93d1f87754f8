package io.tallystick.kit.identity;

/** This service's own tokens for calls to services, other institutions' and its own. */
public interface ServiceTokens {

  /**
   * A token that is still valid for a while, without the {@code Bearer} prefix. Blocks.
   *
   * @param org whose services take it; at any other institution it is worth nothing
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code identity.unavailable} when the
   *     institution's identity provider doesn't answer
   */
  String bearerFor(String org);
}
