package io.tallystick.journeys.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports point one way: services → service-kit → vocabulary; domain ← app ← adapter. */
@AnalyzeClasses(packages = "io.tallystick", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] SERVICES = {
    "io.tallystick.gateway..", "io.tallystick.claims..", "io.tallystick.insurer.."
  };

  /** Guards the rules below against an empty class path: each would hold for no classes. */
  @ArchTest
  static void every_module_is_on_the_class_path(JavaClasses classes) {
    for (var root :
        new String[] {
          "vocabulary",
          "chaincode",
          "kit",
          "gateway",
          "claims",
          "insurer",
          "portal",
          "ledger",
          "devnet",
          "cli"
        }) {
      if (classes.stream().noneMatch(c -> c.getPackageName().startsWith("io.tallystick." + root))) {
        throw new AssertionError("no class of io.tallystick." + root + " is checked");
      }
    }
  }

  @ArchTest
  static final ArchRule the_vocabulary_knows_only_java_and_its_json =
      classes()
          .that()
          .resideInAPackage("io.tallystick.vocabulary..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "com.fasterxml.jackson..", "io.tallystick.vocabulary..");

  @ArchTest
  static final ArchRule the_ledger_knows_nothing_of_tallystick =
      noClasses()
          .that()
          .resideInAPackage("io.tallystick.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tallystick.vocabulary..",
              "io.tallystick.chaincode..",
              "io.tallystick.kit..",
              "io.tallystick.devnet..",
              "io.tallystick.cli..");

  @ArchTest
  static final ArchRule chaincode_knows_only_the_vocabulary =
      noClasses()
          .that()
          .resideInAPackage("io.tallystick.chaincode..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tallystick.kit..",
              "io.tallystick.gateway..",
              "io.tallystick.claims..",
              "io.tallystick.insurer..",
              "io.tallystick.ledger..");

  @ArchTest
  static final ArchRule the_rules_of_the_chaincode_do_not_know_fabric_s_shim =
      noClasses()
          .that()
          .resideInAPackage("io.tallystick.chaincode.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hyperledger.fabric.shim..", "org.hyperledger.fabric.contract..");

  @ArchTest
  static final ArchRule the_kit_knows_no_service =
      noClasses()
          .that()
          .resideInAPackage("io.tallystick.kit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVICES);

  @ArchTest
  static final ArchRule the_gateway_depends_on_no_other_service =
      aloneFrom("io.tallystick.gateway..", "io.tallystick.claims..", "io.tallystick.insurer..");

  @ArchTest
  static final ArchRule the_claim_service_depends_on_no_other_service =
      aloneFrom("io.tallystick.claims..", "io.tallystick.gateway..", "io.tallystick.insurer..");

  @ArchTest
  static final ArchRule the_insurer_service_depends_on_no_other_service =
      aloneFrom("io.tallystick.insurer..", "io.tallystick.gateway..", "io.tallystick.claims..");

  @ArchTest
  static final ArchRule the_portal_talks_http_only =
      noClasses()
          .that()
          .resideInAPackage("io.tallystick.portal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tallystick.kit..",
              "io.tallystick.gateway..",
              "io.tallystick.claims..",
              "io.tallystick.insurer..",
              "io.tallystick.ledger..",
              "org.hyperledger.fabric..",
              "java.sql..");

  @ArchTest
  static final ArchRule a_domain_imports_java_and_vocabulary_only =
      classes()
          .that()
          .resideInAnyPackage(
              "io.tallystick.gateway.*.domain..",
              "io.tallystick.claims.*.domain..",
              "io.tallystick.insurer.*.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.tallystick.vocabulary..",
              "io.tallystick.gateway.*.domain..",
              "io.tallystick.claims.*.domain..",
              "io.tallystick.insurer.*.domain..");

  @ArchTest
  static final ArchRule an_app_does_not_know_its_adapters =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.tallystick.gateway.*.app..",
              "io.tallystick.claims.*.app..",
              "io.tallystick.insurer.*.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..adapter..");

  private static ArchRule aloneFrom(String service, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(service)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }
}
