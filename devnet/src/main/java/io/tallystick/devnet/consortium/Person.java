package io.tallystick.devnet.consortium;

import java.util.List;

/** Somebody who can sign in to a realm of the devnet. */
public record Person(String username, List<String> roles) {

  static Person of(String username, String... roles) {
    return new Person(username, List.of(roles));
  }
}
