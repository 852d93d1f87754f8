package io.tallystick.journeys.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tallystick.devnet.fabric.FabricHome;
import io.tallystick.devnet.layout.Folders;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.journeys.conformance.cases.Blocks;
import io.tallystick.journeys.conformance.cases.Calls;
import io.tallystick.journeys.conformance.cases.ChaincodeEvents;
import io.tallystick.journeys.conformance.cases.CommitStatuses;
import io.tallystick.journeys.conformance.cases.Conflicts;
import io.tallystick.journeys.conformance.cases.Definitions;
import io.tallystick.journeys.conformance.cases.Delivering;
import io.tallystick.journeys.conformance.cases.Endorsing;
import io.tallystick.journeys.conformance.cases.Evaluating;
import io.tallystick.journeys.conformance.cases.Heights;
import io.tallystick.journeys.conformance.cases.Identities;
import io.tallystick.journeys.conformance.cases.Initialising;
import io.tallystick.journeys.conformance.cases.KeyPolicies;
import io.tallystick.journeys.conformance.cases.Keys;
import io.tallystick.journeys.conformance.cases.Policies;
import io.tallystick.journeys.conformance.cases.Restarts;
import io.tallystick.journeys.conformance.cases.Submitting;
import io.tallystick.journeys.conformance.cases.SystemChaincode;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.ledger.DevLedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.FabricUnderTest;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/**
 * The same cases against the dev ledger, in every run, and against real Fabric when {@code
 * FABRIC_HOME} names an installed release.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class ConformanceTest {

  private static final int FEWEST_CASES = 80;
  private static final String DEV_LEDGER = "dev ledger";
  private static final String FABRIC = "Fabric";
  private static final String NO_FABRIC =
      FabricHome.VARIABLE
          + " names no installed Fabric release: the cases ran on the dev ledger only";

  private static final String COMMAND =
      "FABRIC_HOME=/opt/fabric ./mvnw -pl journeys -am test -Dtest=ConformanceTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static final List<BiFunction<LedgerUnderTest, Clients, CaseGroup>> GROUPS =
      List.of(
          Evaluating::new,
          Endorsing::new,
          Submitting::new,
          CommitStatuses::new,
          ChaincodeEvents::new,
          Delivering::new,
          Identities::new,
          Conflicts::new,
          Policies::new,
          KeyPolicies::new,
          Keys::new,
          Calls::new,
          SystemChaincode::new,
          Blocks::new,
          Definitions::new,
          Initialising::new,
          Heights::new,
          Restarts::new);

  private final ConformanceTable table = new ConformanceTable();

  @TestFactory
  Stream<DynamicContainer> on_the_dev_ledger() throws IOException {
    return on(DEV_LEDGER, DevLedgerUnderTest.start(folder("dev-ledger")));
  }

  @TestFactory
  Stream<? extends DynamicNode> on_fabric() throws IOException {
    var fabric = FabricHome.fromEnvironment();
    return fabric.isPresent()
        ? on(FABRIC, FabricUnderTest.start(fabric.get(), folder("fabric")))
        : Stream.of(DynamicTest.dynamicTest("not run", () -> Assumptions.abort(NO_FABRIC)));
  }

  private Stream<DynamicContainer> on(String column, LedgerUnderTest ledger) {
    table.ledger(column, ledger.version());
    var clients = new Clients();
    new Readiness(ledger, clients).await();
    return GROUPS.stream()
        .map(group -> group.apply(ledger, clients))
        .map(group -> container(column, group))
        .onClose(clients::close)
        .onClose(ledger::close);
  }

  private DynamicContainer container(String column, CaseGroup group) {
    var name = group.getClass().getSimpleName();
    var cases =
        Arrays.stream(group.getClass().getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Case.class))
            .sorted(Comparator.comparing(Method::getName))
            .map(
                method ->
                    DynamicTest.dynamicTest(method.getName(), () -> run(column, group, method)));
    return DynamicContainer.dynamicContainer(name, cases);
  }

  private void run(String column, CaseGroup group, Method method) throws Throwable {
    var expected = method.getAnnotation(Case.class);
    var name = group.getClass().getSimpleName();
    Outcome outcome;
    try {
      outcome = Outcome.of(expected, answer(group, method), column.equals(DEV_LEDGER));
    } catch (TestAbortedException skipped) {
      table.add(name, method.getName(), expected, column, Outcome.skipped(skipped.getMessage()));
      throw skipped;
    } catch (Throwable failed) {
      table.add(name, method.getName(), expected, column, Outcome.failed(failed));
      throw failed;
    }
    table.add(name, method.getName(), expected, column, outcome);
    if (outcome.kind() == Outcome.Kind.DIFFERS) {
      fail(
          "%s, %s: %s%n  expected: %s%n  answered: %s"
              .formatted(column, name, method.getName(), expected, outcome.text()));
    }
  }

  /** A refusal that a case didn't ask for is its answer too. */
  private static String answer(CaseGroup group, Method method) throws Throwable {
    try {
      method.setAccessible(true);
      return (String) method.invoke(group);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception refused && !(refused instanceof TestAbortedException)) {
        return Answers.refusal(refused);
      }
      throw e.getCause();
    }
  }

  @AfterAll
  void the_table_is_written() throws IOException {
    System.out.printf(
        "conformance, %d cases:%n%s%s", table.cases(), table.summary(), table.notPlain());
    table.write(target().resolve("fabric-conformance.md"), COMMAND);
    if (FabricHome.named().isPresent()) {
      table.write(
          Installation.find().root().resolve("docs/results/fabric-conformance.md"), COMMAND);
    }
    assertThat(table.cases()).isGreaterThanOrEqualTo(FEWEST_CASES);
  }

  private static Path target() {
    return Installation.find().root().resolve("journeys/target/conformance");
  }

  private static Path folder(String name) throws IOException {
    var folder = target().resolve(name);
    Folders.delete(folder);
    return Files.createDirectories(folder);
  }
}
