package io.tallystick.kit.verification;

import io.tallystick.kit.sealing.KeyDestroyed;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.kit.sealing.SealedStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What sealed documents commit to, computed anew from their exact bytes and salts. Shown are the
 * commitment, or that the document is gone or doesn't open.
 *
 * @param names the documents' ids as the column {@code document}
 * @param commitment of the opened bytes, hexadecimal
 */
public record KeptDocuments(
    CopiedTable names, SealedStore sealed, Function<byte[], String> commitment)
    implements LedgerCopy {

  public static final String COMMITMENT = "commitment";
  public static final String FAULT = "fault";

  @Override
  public String table() {
    return names.table();
  }

  @Override
  public List<CopiedRow> rows(Handle tx, String after, int limit) {
    return names.rows(tx, after, limit).stream()
        .map(name -> new CopiedRow(name.key(), opened(tx, name.facts().get("document"))))
        .toList();
  }

  private Map<String, String> opened(Handle tx, String id) {
    try {
      return sealed
          .open(tx, id)
          .map(bytes -> Map.of(COMMITMENT, commitment.apply(bytes)))
          .orElse(Map.of(FAULT, "absent"));
    } catch (KeyDestroyed erased) {
      return Map.of(FAULT, "erased");
    } catch (SealBroken | IllegalArgumentException | NullPointerException altered) {
      return Map.of(FAULT, "seal.broken");
    }
  }
}
