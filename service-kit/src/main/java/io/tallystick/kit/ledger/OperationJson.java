package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.OperationTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Operations and openings to and from a row; {@code transaction} and a short name tell the type.
 */
final class OperationJson {

  private static final Map<String, Class<? extends Opening>> OPENINGS = openings();

  private static Map<String, Class<? extends Opening>> openings() {
    return Arrays.stream(Opening.class.getPermittedSubclasses())
        .<Class<? extends Opening>>map(type -> type.asSubclass(Opening.class))
        .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
  }

  static LedgerOperation operation(String transaction, String json) {
    return CanonicalJson.read(json, OperationTypes.of(transaction).orElseThrow());
  }

  static Opening opening(String type, byte[] json) {
    return CanonicalJson.read(json, OPENINGS.get(type));
  }

  static String typeOf(Opening opening) {
    return opening.getClass().getSimpleName();
  }

  private OperationJson() {}
}
