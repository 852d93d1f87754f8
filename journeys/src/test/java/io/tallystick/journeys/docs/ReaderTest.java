package io.tallystick.journeys.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader notices what a page says wrongly, wherever it stands. */
@TestInstance(Lifecycle.PER_CLASS)
class ReaderTest {

  private HttpServer server;
  private String url;

  @TempDir Path folder;

  @BeforeAll
  void a_service() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/there", call -> answer(call, 201));
    server.createContext("/", call -> answer(call, 404));
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(com.sun.net.httpserver.HttpExchange call, int status)
      throws IOException {
    var body = "{\"id\":\"17\", \"state\":\"DONE\"}".getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  @AfterAll
  void end() {
    server.stop(0);
  }

  @Test
  void a_page_that_is_right_is_followed_to_its_end() throws IOException {
    var page =
        """
        ```sh
        ID=$(curl -s URL/there | grep -o '[0-9]*')
        curl -s URL/there
        # → 201 {"id":"…","state":"DONE"}
        ```
        words
        ```sh
        echo "id is $ID"; curl -s URL/elsewhere; curl -s URL/there
        # → id is 17
        # → 404
        # → 201
        ```
        """;
    assertThat(wrong(page)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "curl -s URL/elsewhere ! answered with status 404",
        "curl -s URL/there; echo\\n# → 200 ! answered with status 201",
        "curl -s URL/there\\n# → 201 {\"state\":\"PENDING\"} ! not answered",
        "echo made none\\n# → 201 ! more requests than were made",
        "curl -s http://127.0.0.1:1/ ! answered with status 0",
        "curl -s URL/there >there; grep -q absent there ! exit status 1",
        "frobnicate ! exit status 127"
      })
  void a_planted_mistake_is_noticed(String planted, String noticed) throws IOException {
    assertThat(wrong("# A page\n\n```sh\ntrue\n# →\n" + planted.replace("\\n", "\n") + "\n```\n"))
        .startsWith("page.md:6 ")
        .contains(noticed);
  }

  @Test
  void what_does_not_end_is_given_up() throws IOException {
    assertThat(wrong("```sh\nsleep 600\n```\n", Duration.ofSeconds(1))).contains("not done within");
  }

  @Test
  void what_is_not_run_says_why_and_what_stands_outside_of_a_fence_is_found() {
    var page =
        Page.read(
            "page.md",
            """
            <!-- not run: needs a cluster -->
            ```
            kubectl get pods
            ```
            ```json
            {}
            ```
            ```
            ls
            ```

                curl -s somewhere
            """);
    assertThat(page.blocks()).extracting(Block::notRun).containsExactly("needs a cluster", null);
    assertThat(page.loose()).containsExactly(12);
  }

  private String wrong(String page) throws IOException {
    return wrong(page, Duration.ofMinutes(1));
  }

  private String wrong(String page, Duration patience) throws IOException {
    var reader = new Reader(folder, UnaryOperator.identity(), Map.of(), patience);
    return reader.follow(Page.read("page.md", page.replace("URL", url)));
  }
}
