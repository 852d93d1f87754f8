package io.tallystick.kit.erasure;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives the receipts that are due, and looks for those that no event told of. */
@ApplicationScoped
class ReceiptSchedule {

  private final GiveReceipts receipts;
  private final FindOwedReceipts findOwed;

  ReceiptSchedule(GiveReceipts receipts, FindOwedReceipts findOwed) {
    this.receipts = receipts;
    this.findOwed = findOwed;
  }

  @Scheduled(
      every = "${tallystick.erasure.give-every:1s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void give() {
    if (receipts.isHolder()) receipts.giveDue();
  }

  @Scheduled(
      every = "${tallystick.erasure.look-every:5m}",
      delayed = "${tallystick.erasure.look-every:5m}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    if (receipts.isHolder()) findOwed.find();
  }
}
