package io.tallystick.kit.fhir.capability;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One route below {@code /fhir}, in the terms of FHIR R4's RESTful API (http.html).
 *
 * @param verb the HTTP method
 * @param type the resource type; empty for the whole system, {@code *} for any type
 * @param isInstance whether it is about one resource, by id
 * @param operation its name without the dollar sign; empty for an interaction
 * @param parameters query parameters that search, without those of the result ({@code _count},
 *     pages)
 * @param isSealed whether it takes sealed bodies (JOSE) only
 */
record FhirRoute(
    String verb,
    String type,
    boolean isInstance,
    String operation,
    Set<String> parameters,
    boolean isSealed) {

  static final String ANY = "*";

  private static final Pattern PATH =
      Pattern.compile(
          "fhir(?:/(?<type>[A-Z][A-Za-z]+|\\{type[^}]*}))?(?<id>/\\{[^}]*})?(?:/\\$(?<op>[a-z-]+))?");

  static Stream<FhirRoute> of(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(method -> of(resource, method).stream());
  }

  private static Optional<FhirRoute> of(Class<?> resource, Method method) {
    var verb = verb(method);
    var path = PATH.matcher(joined(path(resource), path(method)));
    if (verb.isEmpty() || !path.matches()) return Optional.empty();
    var type = Optional.ofNullable(path.group("type")).orElse("");
    return Optional.of(
        new FhirRoute(
            verb.get(),
            type.startsWith("{") ? ANY : type,
            path.group("id") != null,
            Optional.ofNullable(path.group("op")).orElse(""),
            parameters(method),
            isSealed(method)));
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(kind -> Stream.ofNullable(kind.getAnnotation(HttpMethod.class)))
        .map(HttpMethod::value)
        .findFirst();
  }

  private static Set<String> parameters(Method method) {
    var names = new TreeSet<String>();
    for (var parameter : method.getParameters()) {
      var query = parameter.getAnnotation(QueryParam.class);
      if (query != null && !query.value().startsWith("_") && !query.value().equals("page")) {
        names.add(query.value());
      }
    }
    return names;
  }

  private static boolean isSealed(Method method) {
    var consumes = method.getAnnotation(Consumes.class);
    return consumes != null && List.of(consumes.value()).equals(List.of("application/jose"));
  }

  private static String path(java.lang.reflect.AnnotatedElement element) {
    var path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }

  private static String joined(String whole, String part) {
    return Stream.of(whole.split("/"), part.split("/"))
        .flatMap(Arrays::stream)
        .filter(segment -> !segment.isEmpty())
        .reduce((a, b) -> a + "/" + b)
        .orElse("");
  }
}
