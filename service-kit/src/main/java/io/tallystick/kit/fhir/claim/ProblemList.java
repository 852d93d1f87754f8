package io.tallystick.kit.fhir.claim;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while a document is read, so that a caller learns all of it at once. */
final class ProblemList {

  private final List<ClaimProblem> found = new ArrayList<>();

  void add(ClaimProblem.Code code, String element, String detail) {
    found.add(new ClaimProblem(code, element, detail));
  }

  /** Notes {@code element} as missing unless {@code value} is there; passes the value on. */
  <T> T required(T value, String element, String what) {
    if (value == null) add(ClaimProblem.Code.INCOMPLETE, element, what);
    return value;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<ClaimProblem> list() {
    return List.copyOf(found);
  }
}
