package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, as it stands there: with the client's lines where its comment is. */
class ReadmeTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");

  private static final String SOURCE =
      """
      import io.grpc.Grpc;
      import io.grpc.TlsChannelCredentials;
      import io.tallystick.ledger.*;
      import io.tallystick.ledger.crypto.CryptoMaterial;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import org.hyperledger.fabric.client.Gateway;
      import org.hyperledger.fabric.client.identity.*;

      public class Example {
        public static void run() throws Exception {
      %s
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void its_example_compiles_and_submits_a_transaction() throws Exception {
    int chaincodePort = TestNetwork.freePort();
    var chaincode = new TestChaincode("one", chaincodePort);
    try {
      run(compiled(SOURCE.formatted(example(chaincodePort))));
      assertThat(chaincode.executions.get()).as("both organisations executed it").isEqualTo(2);
    } finally {
      chaincode.close();
    }
  }

  private String example(int chaincodePort) throws Exception {
    var blocks =
        JAVA.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(blocks.getFirst().lines()).as("a five-line example").hasSize(5);
    return COMMENT
        .matcher(blocks.getFirst())
        .replaceFirst(client -> Matcher.quoteReplacement(blocks.get(1)))
        .replace("\"data\"", "\"" + folder.resolve("data") + "\"")
        .replace("\"crypto\"", "\"" + folder.resolve("crypto") + "\"")
        .replace("7051", String.valueOf(TestNetwork.freePort()))
        .replace("7052", String.valueOf(TestNetwork.freePort()))
        .replace("7099", String.valueOf(chaincodePort));
  }

  private Path compiled(String source) throws Exception {
    var file = Files.writeString(folder.resolve("Example.java"), source);
    var said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, null);
    var options =
        List.of("-classpath", System.getProperty("java.class.path"), "-d", folder.toString());
    assertThat(
            compiler
                .getTask(said, files, null, options, null, files.getJavaFileObjects(file))
                .call())
        .as(() -> said + source)
        .isTrue();
    return folder;
  }

  private void run(Path classes) throws Exception {
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader.loadClass("Example").getMethod("run").invoke(null);
    } catch (InvocationTargetException failed) {
      throw new AssertionError(failed.getCause());
    }
  }
}
