package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The institution's patients, as matching looks at them. */
public interface Registry {

  /** Patients filed under one of these blocking keys. */
  Set<String> sharing(Handle tx, Set<String> blockingKeys);

  Optional<Person> person(Handle tx, String patientId);

  /** Files a patient under these keys, in the place of earlier ones. */
  void file(Handle tx, String patientId, Set<String> blockingKeys);

  /** Patients who were never filed, at most so many. */
  List<String> unfiled(Handle tx, int atMost);
}
