package io.tallystick.kit.identity;

/** This service's own tokens for calls to other institutions' services. */
public interface ServiceTokens {

  /**
   * A token that is still valid for a while, without the {@code Bearer} prefix. Blocks.
   *
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code identity.unavailable} when the
   *     institution's identity provider doesn't answer
   */
  String bearer();
}
