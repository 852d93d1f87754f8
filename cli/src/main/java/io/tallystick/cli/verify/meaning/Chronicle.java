package io.tallystick.cli.verify.meaning;

import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the chain says and that is to be believed, gathered in its order. */
public final class Chronicle {

  private final Map<String, List<Held>> forms = new LinkedHashMap<>();
  private final Map<String, Fact> operations = new LinkedHashMap<>();
  private OrgDirectory directory = new OrgDirectory(List.of());
  private int claims;

  /** By opId. */
  public Map<String, Fact> operations() {
    return operations;
  }

  /** By key: every form that an entry took, the operations' own entries left out. */
  public Map<String, List<Held>> forms() {
    return forms;
  }

  /** Who is who at the chain's end. */
  public OrgDirectory directory() {
    return directory;
  }

  /** How many claims were submitted. */
  public int claims() {
    return claims;
  }

  void add(Fact operation) {
    operations.putIfAbsent(operation.opId(), operation);
  }

  void add(Held held) {
    var earlier = forms.computeIfAbsent(held.key(), key -> new ArrayList<>());
    if (held.entry() instanceof LedgerEntry.Claim && earlier.isEmpty()) claims++;
    if (held.key().equals(LedgerKeys.DIRECTORY)) directory = (OrgDirectory) held.entry();
    earlier.add(held);
  }
}
