package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawProposal;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Person;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * Who may speak on the channel. After Fabric's msp package, core/endorser/msgvalidation.go and
 * core/handlers/auth/filter/expiration.go.
 */
public final class Identities extends CaseGroup {

  private static final String REFUSED =
      "ABORTED: failed to endorse transaction, see attached details for more info | ";
  private static final String UNKNOWN =
      REFUSED
          + "error validating proposal: access denied: channel [conformance] creator org unknown,"
          + " creator is malformed";
  private static final String DENIED =
      REFUSED
          + "error validating proposal: access denied: channel [conformance] creator org"
          + " [RiversideMSP]";

  /** Of P-256: with s, also order − s signs (SEC 1, 4.1.4). */
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  public Identities(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  /** A right call by this person at the first organisation's gateway. */
  private String call(Person person) throws Exception {
    var proposal = new RawProposal(person, CHANNEL, KV, "put", key(), "v");
    return endorsed(proposal, proposal.signed());
  }

  private String endorsed(RawProposal proposal, SignedProposal signed) throws Exception {
    return Answers.of(
        () ->
            "endorsed "
                + client()
                    .stub()
                    .endorse(proposal.endorseRequest(signed))
                    .hasPreparedTransaction());
  }

  private String signedWith(RawProposal proposal, ByteString signature) throws Exception {
    return endorsed(
        proposal,
        SignedProposal.newBuilder()
            .setProposalBytes(proposal.bytes())
            .setSignature(signature)
            .build());
  }

  private RawProposal proposal() {
    return new RawProposal(client().person(), CHANNEL, KV, "put", key(), "v");
  }

  @Case("endorsed true")
  String another_members_client_may_use_the_gateway() throws Exception {
    return call(client(1).person());
  }

  @Case(UNKNOWN)
  String a_certificate_of_another_authority_is_refused() throws Exception {
    return call(Strangers.ofAnotherAuthority(member(0)));
  }

  @Case(UNKNOWN)
  String a_certificate_that_signs_itself_is_refused() throws Exception {
    return call(Strangers.selfSigned(member(0)));
  }

  @Case(DENIED)
  String an_authority_that_certifies_itself_is_refused() throws Exception {
    return call(Strangers.ownAuthority(member(0)));
  }

  @Case(DENIED)
  String the_organisations_own_authority_is_no_client() throws Exception {
    return call(Strangers.authority(member(0)));
  }

  @Case(UNKNOWN)
  String a_certificate_shown_as_another_organisations_is_refused() throws Exception {
    var harbor = client(1).person();
    return call(new Person(msp(0), harbor.certificate(), harbor.key()));
  }

  @Case(UNKNOWN)
  String an_organisation_outside_the_channel_is_refused() throws Exception {
    var person = client().person();
    return call(new Person("NobodyMSP", person.certificate(), person.key()));
  }

  @Case(DENIED)
  String a_certificate_without_its_key_is_refused() throws Exception {
    var person = client().person();
    return call(new Person(person.mspId(), person.certificate(), client(1).person().key()));
  }

  @Case(DENIED)
  String a_certificate_without_a_role_is_refused() throws Exception {
    return call(Strangers.withoutRole(member(0)));
  }

  @Case(REFUSED + "proposal client identity expired")
  String an_expired_certificate_is_refused() throws Exception {
    return call(Strangers.expired(member(0)));
  }

  @Case("endorsed true")
  String a_certificate_from_tomorrow_is_taken() throws Exception {
    return call(Strangers.notYetValid(member(0)));
  }

  @Case(
      "ABORTED: received unsuccessful response from orderer: status=BAD_REQUEST, info=broadcast"
          + " client identity expired")
  String an_expired_client_may_not_submit() throws Exception {
    var expired = Strangers.expired(member(0));
    var transaction = RawTransaction.of(client().endorse("put", key(), "v")).creator(expired);
    return Answers.of(
        () -> {
          client().stub().submit(transaction.submitRequest(expired));
          return "accepted";
        });
  }

  @Case(DENIED)
  String a_proposal_changed_after_signing_is_refused() throws Exception {
    var proposal = proposal();
    var signature = proposal.signed().getSignature();
    return signedWith(proposal.input(i -> i.addArgs(ByteString.copyFromUtf8("more"))), signature);
  }

  @Case(DENIED)
  String a_signature_of_other_bytes_is_refused() throws Exception {
    return signedWith(proposal(), ByteString.copyFromUtf8("no signature"));
  }

  @Case(REFUSED + "error validating proposal: empty signature bytes")
  String a_proposal_without_a_signature_is_refused() throws Exception {
    return signedWith(proposal(), ByteString.EMPTY);
  }

  @Case(DENIED)
  String a_signature_with_a_high_s_is_refused() throws Exception {
    var proposal = proposal();
    var pair = ASN1Sequence.getInstance(proposal.signed().getSignature().toByteArray());
    var s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
    var high = new ASN1Encodable[] {pair.getObjectAt(0), new ASN1Integer(ORDER.subtract(s))};
    return signedWith(proposal, ByteString.copyFrom(new DERSequence(high).getEncoded()));
  }

  @Case(
      "UNAVAILABLE: failed to evaluate transaction, see attached details for more info | proposal"
          + " client identity expired…")
  String an_expired_certificate_evaluates_nothing() throws Exception {
    var proposal = new RawProposal(Strangers.expired(member(0)), CHANNEL, KV, "get", key());
    return Answers.of(
        () ->
            client()
                .stub()
                .evaluate(proposal.evaluateRequest())
                .getResult()
                .getPayload()
                .toStringUtf8());
  }
}
