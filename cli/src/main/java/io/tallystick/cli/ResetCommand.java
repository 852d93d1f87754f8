package io.tallystick.cli;

import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reset",
    description = "Stops every part and deletes the state folder: ledger, databases, keys, logins.")
final class ResetCommand implements Callable<Integer> {

  private static final int NOT_CONFIRMED = 2;

  @Mixin private DevnetOptions options;

  @Option(names = "--yes", description = "Don't ask.")
  private boolean yes;

  @Override
  public Integer call() {
    var devnet = options.devnet();
    var folder = devnet.home().folder();
    if (!yes && !confirmed("Delete everything in " + folder + "? [y/N] ")) {
      System.err.println("Nothing was deleted; say yes, or use --yes.");
      return NOT_CONFIRMED;
    }
    devnet.reset();
    System.out.println(folder + " is gone.");
    return 0;
  }

  private static boolean confirmed(String question) {
    System.out.print(question);
    System.out.flush();
    var in = new Scanner(System.in);
    var answer = in.hasNextLine() ? in.nextLine().strip().toLowerCase(Locale.ROOT) : "";
    return answer.equals("y") || answer.equals("yes");
  }
}
