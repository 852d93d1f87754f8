package io.tallystick.journeys.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium; nothing is downloaded. */
final class Chromium implements AutoCloseable {

  private static final List<String> QUIETLY =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  // A page on a busy machine, with a sign-in behind it.
  private static final double PATIENCE_MILLIS = 30_000;

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser;

  Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var options = new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(QUIETLY);
    browser = playwright.chromium().launch(options);
  }

  /** A person's own browser: no cookies, no keys. */
  Page person(int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setLocale("en-GB"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  private static Path executable() {
    return Optional.ofNullable(System.getProperty("tests.chromium"))
        .map(Path::of)
        .or(Chromium::onPath)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no Chromium here: install chromium, name it with -Dtests.chromium, or"
                        + " skip these tests with ./tallystick test --no-browser"));
  }

  private static Optional<Path> onPath() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(":")).map(f -> Path.of(f).resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
