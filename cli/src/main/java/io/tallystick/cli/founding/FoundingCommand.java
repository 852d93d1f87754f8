package io.tallystick.cli.founding;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.genesis.FoundingList;
import io.tallystick.ledger.crypto.OwnerOnly;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.org.Org;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The members' list as a transaction, and its digest; {@code docs/fabric.md}, step 5. */
@Command(
    name = "founding",
    description = "Makes the founding transaction of the members' entries, and its digest.")
public final class FoundingCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "MEMBER",
      description = "Every member's member.json, in the order that all agreed on.")
  private List<Path> files;

  @Option(
      names = "--out",
      defaultValue = "founding.json",
      description = "For peer chaincode invoke -c (default: ${DEFAULT-VALUE}).")
  private Path out;

  /**
   * @throws DevnetFailure if a file is no member's entry, or two members share an id or an MSP
   */
  @Override
  public Integer call() {
    var founding = new FoundingList(files.stream().map(FoundingCommand::member).toList());
    distinct(founding, Org::id);
    distinct(founding, Org::mspId);
    OwnerOnly.write(out, founding.invocation());
    System.out.println("founding digest " + founding.digest());
    return 0;
  }

  private static Org member(Path file) {
    try {
      return CanonicalJson.read(Files.readString(file), Org.class);
    } catch (IOException | RuntimeException unreadable) {
      throw new DevnetFailure(file + " is no member's entry: " + unreadable.getMessage());
    }
  }

  private static void distinct(FoundingList founding, Function<Org, String> name) {
    var names = founding.members().stream().map(name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new DevnetFailure("Two members share a name: " + String.join(", ", names));
    }
  }
}
