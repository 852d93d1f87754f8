package io.tallystick.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of upright bars as SVG, drawn without fonts or a screen on the machine. */
final class BarChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 360;
  private static final int LEFT = 20;
  private static final int TOP = 60;
  private static final int BASE = 310;
  private static final int GAP = 24;
  private static final List<String> COLOURS = List.of("#1f6f8b", "#e07a2f", "#6a994e");

  /**
   * @param categories below the bars, each with a bar per series
   * @param series name to values in the order of the categories; null for none
   */
  static String svg(
      String title, String unit, List<String> categories, Map<String, List<Double>> series) {
    double top =
        series.values().stream()
            .flatMap(List::stream)
            .filter(value -> value != null)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    var svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
        WIDTH,
        HEIGHT);
    add(svg, "<text x=\"%d\" y=\"24\" font-size=\"16\">%s</text>%n", LEFT, title);
    double slot = (WIDTH - 2.0 * LEFT) / Math.max(1, categories.size());
    double bar = (slot - GAP) / Math.max(1, series.size());
    int number = 0;
    for (var each : series.entrySet()) {
      var colour = COLOURS.get(number % COLOURS.size());
      int legend = LEFT + number * 200;
      add(
          svg,
          "<rect x=\"%d\" y=\"34\" width=\"12\" height=\"12\" fill=\"%s\"/>"
              + "<text x=\"%d\" y=\"45\">%s, %s</text>%n",
          legend,
          colour,
          legend + 18,
          each.getKey(),
          unit);
      for (int i = 0; i < categories.size(); i++) {
        var value = each.getValue().get(i);
        if (value == null) continue;
        bar(svg, LEFT + i * slot + GAP / 2.0 + number * bar, bar - 4, value, top, colour);
      }
      number++;
    }
    for (int i = 0; i < categories.size(); i++) {
      add(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
          LEFT + (i + 0.5) * slot,
          BASE + 20,
          categories.get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void bar(
      StringBuilder svg, double x, double width, double value, double top, String colour) {
    double height = (BASE - TOP - 16) * value / top;
    add(
        svg,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>"
            + "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%,.0f</text>%n",
        x,
        BASE - height,
        width,
        height,
        colour,
        x + width / 2,
        BASE - height - 4,
        value);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private BarChart() {}
}
