package io.tallystick.portal.patient;

import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Kind;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Emergencies.Notice;
import io.tallystick.portal.services.Enrolments.EnrolledPatient;
import io.tallystick.portal.services.ServiceProblem;
import io.tallystick.portal.services.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Whose records the signed-in person may look after: at each hospital, as each hospital says. */
@ApplicationScoped
public class Profiles {

  /**
   * One patient at one hospital.
   *
   * @param keys RFC 7638 thumbprints of the person's attested keys for this patient
   * @param keyNotices how much there is to be read of the patient's keys
   */
  public record Profile(
      Named hospital,
      String patientId,
      String name,
      String actsAs,
      List<String> keys,
      int keyNotices) {

    public String path() {
      return "/patient/at/" + hospital.id() + "/" + patientId;
    }

    public String keysText() {
      return String.join(" ", keys);
    }

    public boolean forSomebodyElse() {
      return !"self".equals(actsAs);
    }

    private boolean is(String hospitalId, String id) {
      return hospital.id().equals(hospitalId) && patientId.equals(id);
    }
  }

  /** An enrolment that gives no access yet, or never will. */
  public record Waiting(Named hospital, String name, String actsAs, String state) {

    public boolean rejected() {
      return "REJECTED".equals(state);
    }

    public boolean pending() {
      return "PENDING".equals(state);
    }
  }

  /**
   * @param silent hospitals that didn't answer: what they hold is missing here
   */
  public record All(List<Profile> profiles, List<Waiting> waiting, List<Named> silent) {

    public boolean isEmpty() {
      return profiles.isEmpty() && waiting.isEmpty() && silent.isEmpty();
    }
  }

  /**
   * What each patient page shows around its content.
   *
   * @param tab which of the five pages
   * @param unread what the hospital told the patient, and nobody has read
   */
  public record View(Profile me, List<Profile> others, String tab, List<Notice> unread) {

    public List<Notice> emergencies() {
      return unread.stream().filter(Notice::isEmergency).toList();
    }
  }

  private final Institutions institutions;
  private final Services services;

  Profiles(Institutions institutions, Services services) {
    this.institutions = institutions;
    this.services = services;
  }

  All all() {
    var profiles = new ArrayList<Profile>();
    var waiting = new ArrayList<Waiting>();
    var silent = new ArrayList<Named>();
    for (var hospital : hospitals()) {
      try {
        var enrolled = services.enrolments(hospital.id()).patients();
        profiles.addAll(attested(hospital, enrolled));
        enrolled.stream()
            .filter(e -> !isAttested(e))
            .map(e -> waiting(hospital, e))
            .forEach(waiting::add);
      } catch (ProcessingException unreachable) {
        silent.add(hospital);
      }
    }
    return new All(profiles, waiting, silent);
  }

  /** The hospitals whose gateway this portal knows. */
  List<Named> hospitals() {
    return institutions.of(Kind.HOSPITAL).stream()
        .filter(h -> institutions.byId().get(h.id()).hospitalGatewayUrl().isPresent())
        .toList();
  }

  /**
   * @throws NotFoundException unless the hospital says that this person may act for this patient
   */
  View view(String hospital, String patientId, String tab) {
    var profiles = all().profiles();
    var me =
        profiles.stream()
            .filter(p -> p.is(hospital, patientId))
            .findFirst()
            .orElseThrow(NotFoundException::new);
    var others = profiles.stream().filter(p -> !p.equals(me)).toList();
    return new View(me, others, tab, unread(hospital, patientId));
  }

  /** A page doesn't fail for want of its notices. */
  private List<Notice> unread(String hospital, String patientId) {
    try {
      return services.emergencies(hospital).notices(patientId).stream()
          .filter(notice -> notice.seenAt() == null)
          .toList();
    } catch (ProcessingException | WebApplicationException | ServiceProblem silent) {
      return List.of();
    }
  }

  /** Several keys for one patient (a phone and a laptop) make one profile. */
  private static List<Profile> attested(Named hospital, List<EnrolledPatient> enrolled) {
    var byPatient = new LinkedHashMap<String, Profile>();
    for (var e : enrolled) {
      if (!isAttested(e)) continue;
      byPatient.merge(
          e.patientId(),
          new Profile(
              hospital,
              e.patientId(),
              e.name(),
              e.actsAs(),
              List.of(e.keyThumbprint()),
              e.keyNotices()),
          Profiles::withBothKeys);
    }
    return List.copyOf(byPatient.values());
  }

  private static Profile withBothKeys(Profile a, Profile b) {
    var keys = new ArrayList<>(a.keys());
    keys.addAll(b.keys());
    return new Profile(
        a.hospital(),
        a.patientId(),
        a.name(),
        a.actsAs(),
        List.copyOf(keys),
        Math.max(a.keyNotices(), b.keyNotices()));
  }

  private static Waiting waiting(Named hospital, EnrolledPatient e) {
    return new Waiting(hospital, e.name(), e.actsAs(), e.enrolmentState());
  }

  private static boolean isAttested(EnrolledPatient e) {
    return "ATTESTED".equals(e.enrolmentState()) && e.patientId() != null;
  }
}
