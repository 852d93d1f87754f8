package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.Found;
import io.tallystick.gateway.matching.domain.Sought;
import io.tallystick.gateway.release.app.HeadInForce;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Another institution asks which patient here somebody is (HRex {@code $member-match}). It is told
 * only where that patient's consent towards it is in force; else it hears the same whether there is
 * nobody, somebody without a consent, or somebody whom a clerk has yet to confirm.
 */
@ApplicationScoped
public class MatchMember {

  private final Transactions transactions;
  private final FindPatient findPatient;
  private final HeadInForce headInForce;
  private final PatientHandles handles;

  public MatchMember(
      Transactions transactions,
      FindPatient findPatient,
      HeadInForce headInForce,
      PatientHandles handles) {
    this.transactions = transactions;
    this.findPatient = findPatient;
    this.headInForce = headInForce;
    this.handles = handles;
  }

  /** What to call the patient from now on; empty says nothing. */
  public Optional<String> match(String org, Sought sought) {
    return transactions.inTransaction(tx -> handle(tx, org, findPatient.find(tx, org, sought)));
  }

  private Optional<String> handle(Handle tx, String org, Found found) {
    return switch (found) {
      case Found.Match(var patientId) ->
          headInForce.find(tx, patientId, org) instanceof HeadInForce.Found.InForce
              ? Optional.of(handles.of(tx, org, patientId))
              : Optional.empty();
      case Found.Undecided undecided -> Optional.empty();
      case Found.None none -> Optional.empty();
    };
  }
}
