package io.tallystick.gateway.hl7.app;

import io.tallystick.gateway.hl7.domain.Hl7Meaning;
import io.tallystick.gateway.hl7.domain.Hl7Message;
import io.tallystick.gateway.hl7.domain.Hl7Naming;
import io.tallystick.gateway.hl7.domain.Hl7Refusal;
import io.tallystick.gateway.hl7.domain.ReadMeaning;
import io.tallystick.gateway.patients.app.MergePatients;
import io.tallystick.gateway.patients.app.TakePatient;
import io.tallystick.gateway.records.app.PublishRecord;
import io.tallystick.gateway.records.app.PublishResources;
import io.tallystick.gateway.records.app.PublishResources.IfPublished;
import io.tallystick.gateway.records.app.ReadResource;
import io.tallystick.gateway.records.domain.SplitByEncounter;
import io.tallystick.gateway.validation.app.RequireConformance;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jdbi.v3.core.Handle;

/**
 * Does what a message asks, once: the effect, the sealed original and the number by which a
 * repetition is known share one transaction. When this returns, the sender may forget the message.
 */
@ApplicationScoped
public class TakeMessage {

  private final Transactions transactions;
  private final Hl7Messages messages;
  private final RequireConformance conformance;
  private final ReadResource readResource;
  private final PublishResources publishResources;
  private final TakePatient takePatient;
  private final MergePatients mergePatients;

  public TakeMessage(
      Transactions transactions,
      Hl7Messages messages,
      RequireConformance conformance,
      ReadResource readResource,
      PublishResources publishResources,
      TakePatient takePatient,
      MergePatients mergePatients) {
    this.transactions = transactions;
    this.messages = messages;
    this.conformance = conformance;
    this.readResource = readResource;
    this.publishResources = publishResources;
    this.takePatient = takePatient;
    this.mergePatients = mergePatients;
  }

  /**
   * @throws Hl7Refusal.Refused if the message lacks something, or its number is another message's
   * @throws io.tallystick.kit.problem.ProblemException what the same content would get over REST
   */
  public void take(Hl7Message message, Hl7Naming naming, byte[] original) {
    var meaning = ReadMeaning.of(message, naming);
    var digest = messages.digest(original);
    transactions.useTransaction(
        tx -> {
          var before = messages.find(tx, naming.source(), message.controlId());
          if (before.isPresent()) {
            requireSame(before.get(), digest);
            return;
          }
          var records = act(tx, meaning, naming);
          messages.add(tx, naming.source(), message.controlId(), digest, original, records);
        });
  }

  private static void requireSame(Hl7Messages.Taken before, String digest) {
    if (before.isErased() || before.digest().equals(digest)) return;
    throw Hl7Refusal.error(
            Hl7Refusal.DUPLICATE_KEY, "MSH-10", "another message has this control id")
        .thrown();
  }

  /** Returns the records that came of it. */
  private List<String> act(Handle tx, Hl7Meaning meaning, Hl7Naming naming) {
    return switch (meaning) {
      case Hl7Meaning.Arrival(var patient, var resources) -> {
        takePatient.take(patient(patient));
        yield publish(resources);
      }
      case Hl7Meaning.Update(var patient, var resources) -> {
        takePatient.update(patient(patient));
        yield publish(resources);
      }
      case Hl7Meaning.Merge(var surviving, var prior) -> {
        mergePatients.merge(tx, naming.patients(), surviving, prior);
        yield List.of();
      }
      case Hl7Meaning.Results(var resources) -> publish(resources);
    };
  }

  private Patient patient(Map<String, Object> patient) {
    return conformance.require(CanonicalJson.bytes(patient), Patient.class);
  }

  private List<String> publish(List<Map<String, Object>> resources) {
    if (resources.isEmpty()) return List.of();
    var documents = resources.stream().map(CanonicalJson::bytes).toList();
    documents.forEach(document -> conformance.require(document, Resource.class));
    var parts = SplitByEncounter.split(documents.stream().map(readResource::read).toList());
    return publishResources.publish(parts, IfPublished.AMEND).stream()
        .map(PublishRecord.Publication::recordId)
        .distinct()
        .toList();
  }
}
