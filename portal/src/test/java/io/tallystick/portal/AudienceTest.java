package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(user = "pat", roles = "patient", augmentors = SignedInAtPortal.class)
class AudienceTest extends PageTest {

  private static final String EXCHANGE = "POST /realms/patients/protocol/openid-connect/token";

  private String signedIn;

  @BeforeEach
  void signIn() {
    signedIn = SignedInAtPortal.again();
  }

  @Test
  void an_institution_gets_a_token_for_itself_and_never_the_one_of_the_sign_in() {
    var exchanged = WithAccessToken.tokenFor("riverside");
    StubServices.when(EXCHANGE, 200, "{\"access_token\":\"" + exchanged + "\"}");
    page(PATIENT + "/records");
    page(PATIENT + "/consents");
    assertThat(asked("/riverside"))
        .isNotEmpty()
        .allMatch(a -> ("Bearer " + exchanged).equals(a.authorization()));
    assertThat(asked("/realms/patients"))
        .as("one exchange for each hospital, however many pages")
        .allMatch(exchange -> exchange.body().contains(signedIn))
        .extracting(exchange -> exchange.body().replaceAll(".*scope=openid\\+([a-z-]+).*", "$1"))
        .containsExactlyInAnyOrder("to-riverside", "to-summit");
  }

  @Test
  void without_such_a_token_nothing_is_asked() {
    StubServices.when(EXCHANGE, 400, "{\"error\":\"invalid_scope\"}");
    var refused = browser().get(PATIENT + "/records");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.asString()).contains("token.audience");
    assertThat(asked("/riverside")).isEmpty();
    assertThat(asked("/summit")).isEmpty();
  }

  private static List<StubServices.Asked> asked(String path) {
    return StubServices.ASKED.stream().filter(a -> a.path().startsWith(path)).toList();
  }
}
