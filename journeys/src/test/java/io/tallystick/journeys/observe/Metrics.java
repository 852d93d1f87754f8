package io.tallystick.journeys.observe;

import static io.restassured.RestAssured.given;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A service's numbers as Prometheus scrapes them (text format 0.0.4), by name and tags as written.
 */
record Metrics(Map<String, Double> series) {

  private static final Pattern LINE = Pattern.compile("(?m)^([a-z][^ {]*(?:\\{[^}]*})?) (\\S+)$");

  static Metrics of(String service) {
    var text =
        given().get(service + "/q/metrics").then().statusCode(200).extract().body().asString();
    var series = new LinkedHashMap<String, Double>();
    LINE.matcher(text)
        .results()
        .forEach(line -> series.put(line.group(1), Double.valueOf(line.group(2))));
    return new Metrics(series);
  }

  /**
   * Whether there is a series of this name, whatever its tags; a summary is served as its parts.
   */
  boolean has(String name) {
    return series.keySet().stream()
        .map(each -> each.replaceAll("\\{.*", ""))
        .anyMatch(each -> each.equals(name) || each.equals(name + "_count"));
  }

  /** The sum over all series of this name that carry the tag. */
  OptionalDouble sum(String name, String tag, String value) {
    var found =
        series.entrySet().stream()
            .filter(each -> each.getKey().startsWith(name + "{"))
            .filter(each -> each.getKey().contains(tag + "=\"" + value + "\""))
            .mapToDouble(Map.Entry::getValue)
            .toArray();
    return found.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(found).sum());
  }
}
