package io.tallystick.kit.fhir.capability;

import ca.uhn.fhir.context.FhirContext;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** Routes as a CapabilityStatement (FHIR R4, capabilitystatement.html). */
final class DescribeApi {

  private static final String OAUTH_SYSTEM =
      "http://terminology.hl7.org/CodeSystem/restful-security-service";
  private static final String OURS = "https://tallystick.example/fhir/OperationDefinition/";

  /** Operations that others defined; the rest are Tallystick's. */
  private static final Map<String, String> DEFINED =
      Map.of(
          "Claim-submit", "http://hl7.org/fhir/OperationDefinition/Claim-submit",
          "Patient-everything", "http://hl7.org/fhir/OperationDefinition/Patient-everything",
          "Patient-match", "http://hl7.org/fhir/OperationDefinition/Patient-match",
          "Patient-member-match",
              "http://hl7.org/fhir/us/davinci-hrex/OperationDefinition/member-match");

  private final FhirContext context;

  DescribeApi(FhirContext context) {
    this.context = context;
  }

  /**
   * @param excluded types that a route for any type doesn't take
   */
  CapabilityStatement describe(
      String service, String version, Date since, List<FhirRoute> routes, Set<String> excluded) {
    var statement = new CapabilityStatement();
    statement
        .setStatus(PublicationStatus.ACTIVE)
        .setDate(since)
        .setKind(CapabilityStatementKind.INSTANCE)
        .setFhirVersion(FHIRVersion._4_0_1)
        .addFormat("application/fhir+json");
    statement.getSoftware().setName("Tallystick " + service).setVersion(version);
    statement.getImplementation().setDescription("One institution's " + service);
    var rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .setDescription("A bearer token of this institution's or a partner's realm, for this one.")
        .addService()
        .addCoding()
        .setSystem(OAUTH_SYSTEM)
        .setCode("OAuth");
    ofSystem(rest, routes.stream().filter(route -> route.type().isEmpty()).toList());
    byType(routes, excluded).forEach((type, offered) -> rest.addResource(ofType(type, offered)));
    return statement;
  }

  private Map<String, List<FhirRoute>> byType(List<FhirRoute> routes, Set<String> excluded) {
    var any = routes.stream().filter(route -> route.type().equals(FhirRoute.ANY)).toList();
    var types = new TreeSet<>(routes.stream().map(FhirRoute::type).toList());
    types.removeAll(Set.of("", FhirRoute.ANY));
    if (!any.isEmpty()) types.addAll(context.getResourceTypes());
    var byType = new TreeMap<String, List<FhirRoute>>();
    for (var type : types) {
      var own = routes.stream().filter(route -> route.type().equals(type));
      var offered =
          Stream.concat(own, excluded.contains(type) ? Stream.empty() : any.stream()).toList();
      if (!offered.isEmpty()) byType.put(type, offered);
    }
    return byType;
  }

  private static void ofSystem(
      CapabilityStatementRestComponent rest, Collection<FhirRoute> routes) {
    for (var route : routes) {
      if (route.operation().isEmpty()) {
        rest.addInteraction()
            .setCode(SystemRestfulInteraction.TRANSACTION)
            .setDocumentation(
                "A Bundle of type document, collection or transaction; the answer names the records made of it.");
      } else {
        rest.addOperation(operation(route));
      }
    }
  }

  private CapabilityStatementRestResourceComponent ofType(String type, List<FhirRoute> routes) {
    var described = new CapabilityStatementRestResourceComponent().setType(type);
    var operations = new TreeMap<String, FhirRoute>();
    var interactions = new TreeSet<TypeRestfulInteraction>();
    var parameters = new TreeSet<String>();
    for (var route : routes) {
      if (!route.operation().isEmpty()) {
        operations.putIfAbsent(route.operation(), route);
      } else {
        interactions.add(interaction(route));
        parameters.addAll(route.parameters());
      }
    }
    interactions.forEach(code -> described.addInteraction().setCode(code));
    for (var name : parameters) {
      described.addSearchParam().setName(name).setType(parameterType(type, name));
    }
    operations.values().forEach(route -> described.addOperation(operation(route)));
    return described;
  }

  private static TypeRestfulInteraction interaction(FhirRoute route) {
    return switch (route.verb()) {
      case "POST" -> TypeRestfulInteraction.CREATE;
      case "PUT" -> TypeRestfulInteraction.UPDATE;
      case "GET" ->
          route.isInstance() ? TypeRestfulInteraction.READ : TypeRestfulInteraction.SEARCHTYPE;
      default -> throw new IllegalStateException(route.verb() + " is no interaction offered here");
    };
  }

  /** As FHIR R4 defines the parameter for the type. */
  private SearchParamType parameterType(String type, String name) {
    var defined = context.getResourceDefinition(type).getSearchParam(name);
    return defined == null
        ? SearchParamType.STRING
        : SearchParamType.fromCode(defined.getParamType().getCode());
  }

  private static CapabilityStatementRestResourceOperationComponent operation(FhirRoute route) {
    var id = route.type().isEmpty() ? route.operation() : route.type() + "-" + route.operation();
    var described =
        new CapabilityStatementRestResourceOperationComponent()
            .setName(route.operation())
            .setDefinition(DEFINED.getOrDefault(id, OURS + id));
    if (route.isSealed()) described.setDocumentation("Sealed bodies only: application/jose.");
    return described;
  }
}
