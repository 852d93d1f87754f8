package io.tallystick.claims.intake.app;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.tallystick.claims.ClaimJson;
import io.tallystick.claims.intake.app.CheckClaim.Checked;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.fhir.claim.OrgIdentifiers;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.org.Org;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Resource;

/** A claim's total is the sum of its lines' nets, or the claim isn't taken. */
class CheckClaimProperties {

  private final CheckClaim checkClaim =
      new CheckClaim(
          new ClaimDocument(new HapiJson(), OrgIdentifiers.none()),
          new OneInsurer(),
          new EverybodyKnown(),
          "riverside");

  @Property(tries = 200)
  void any_other_total_is_refused(
      @ForAll @Size(min = 1, max = 6) List<@LongRange(max = 5_000_000) Long> nets,
      @ForAll @LongRange(max = 40_000_000) long total) {
    long sum = nets.stream().mapToLong(Long::longValue).sum();
    Assume.that(sum != total);

    var refused = (Checked.Unsound) checkClaim.check(claim(nets, total));

    assertThat(refused.problem().code()).isEqualTo("claim.total-mismatch");
    assertThat(refused.problem().status()).isEqualTo(422);
  }

  @Property(tries = 50)
  void the_sum_itself_is_taken(
      @ForAll @Size(min = 1, max = 6) List<@LongRange(max = 5_000_000) Long> nets) {
    long sum = nets.stream().mapToLong(Long::longValue).sum();

    var sound = (Checked.Sound) checkClaim.check(claim(nets, sum));

    assertThat(sound.claim().total().minor()).isEqualTo(sum);
  }

  private static byte[] claim(List<Long> nets, long total) {
    Claim claim = ClaimJson.claim("C-1");
    claim.getItem().clear();
    nets.forEach(net -> ClaimJson.line(claim, dollars(net)));
    claim.setTotal(ClaimJson.usd(dollars(total)));
    return ClaimJson.json(claim);
  }

  private static String dollars(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  private record HapiJson() implements FhirJson {
    @Override
    public <T extends Resource> T parse(byte[] json, Class<T> type) {
      return type.cast(
          FhirContext.forR4Cached()
              .newJsonParser()
              .parseResource(new String(json, StandardCharsets.UTF_8)));
    }

    @Override
    public byte[] encode(Resource resource) {
      return ClaimJson.json(resource);
    }
  }

  private record EverybodyKnown() implements InstitutionPatients {
    @Override
    public boolean here() {
      return true;
    }

    @Override
    public Optional<String> find(List<Identifier> identifiers) {
      return Optional.of("p1");
    }
  }

  private record OneInsurer() implements Orgs {
    private static final Org HARBOR =
        new Org(
            "harbor",
            "HarborMSP",
            Org.Role.INSURER,
            null,
            null,
            "http://issuer",
            "http://harbor",
            Org.Status.ACTIVE,
            1);

    @Override
    public Optional<Org> byId(String orgId) {
      return active().stream().filter(org -> org.id().equals(orgId)).findFirst();
    }

    @Override
    public Optional<Org> byMsp(String mspId) {
      return active().stream().filter(org -> org.mspId().equals(mspId)).findFirst();
    }

    @Override
    public Optional<Org> byIssuer(String issuer) {
      return active().stream().filter(org -> org.issuer().equals(issuer)).findFirst();
    }

    @Override
    public List<Org> active() {
      return List.of(HARBOR);
    }
  }
}
