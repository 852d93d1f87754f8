package io.tallystick.journeys.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import io.tallystick.journeys.system.WholeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What must hold on every page, on a phone and on a desk; leaves a picture of each. Findings are
 * gathered, so that a pale button doesn't hide whether the next page works.
 */
final class PageLook {

  private static final List<Integer> WIDTHS = List.of(390, 1280);
  private static final int HEIGHT = 900;
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final List<String> findings = new ArrayList<>();

  /** One line for each thing wrong with a page so far. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  void at(Page page, String name) {
    var before = page.viewportSize();
    for (int width : WIDTHS) {
      page.setViewportSize(width, HEIGHT);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  WholeSystem.target().resolve("screenshots/%s-%d.png".formatted(name, width))));
      var where = name + " at " + width + " px: ";
      if (overflow(page) > 0) findings.add(where + "scrolls sideways");
      graveFindings(page).forEach(finding -> findings.add(where + finding));
    }
    page.setViewportSize(before.width, before.height);
  }

  private static int overflow(Page page) {
    return (int)
        page.evaluate(
            "() => Math.max(0, document.documentElement.scrollWidth"
                + " - document.documentElement.clientWidth)");
  }

  private static List<String> graveFindings(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(
                rule ->
                    rule.getId()
                        + ": "
                        + rule.getHelp()
                        + " at "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
            .toList();
  }
}
