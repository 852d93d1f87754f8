package io.tallystick.insurer.afterwards.app;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Claims whose provider asked this payer to take its decision back. */
@ApplicationScoped
public class ListVoidRequests {

  private final Transactions transactions;
  private final CaseFiles cases;

  public ListVoidRequests(Transactions transactions, CaseFiles cases) {
    this.transactions = transactions;
    this.cases = cases;
  }

  public List<CaseFile> list() {
    return transactions.inTransaction(cases::askedToVoid);
  }
}
