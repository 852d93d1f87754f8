package io.tallystick.cli.verify.reach;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.verify.copies.Copy;
import io.tallystick.cli.verify.copies.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One service's copy of the ledger, through its {@code /verification} API. */
public final class Service {

  private static final int PAGE = 1_000;

  private final String name;
  private final String url;
  private final Api api;
  private final Supplier<String> token;

  /**
   * @param url its base
   * @param token of a caller with the institution's role {@code service} or {@code regulator}
   */
  public Service(String name, String url, Api api, Supplier<String> token) {
    this.name = name;
    this.url = url;
    this.api = api;
    this.token = token;
  }

  public String name() {
    return name;
  }

  /**
   * All that it shows.
   *
   * @throws RuntimeException if it doesn't answer as it should
   */
  public Copy copy() {
    var before = get("");
    var tables = new LinkedHashMap<String, List<Row>>();
    for (var table : before.path("tables")) tables.put(table.asText(), rows(table.asText()));
    var after = get("");
    return new Copy(
        name, before.path("org").asText(), witness(before), witness(after), Map.copyOf(tables));
  }

  private List<Row> rows(String table) {
    var rows = new ArrayList<Row>();
    var after = "";
    while (true) {
      var page = get("/" + table + "?limit=" + PAGE + "&after=" + Api.encode(after)).path("rows");
      if (page.isEmpty()) return rows;
      page.forEach(row -> rows.add(row(row)));
      after = rows.getLast().key();
    }
  }

  private static Row row(JsonNode json) {
    var facts = new HashMap<String, String>();
    json.path("facts").properties().forEach(f -> facts.put(f.getKey(), f.getValue().asText()));
    return new Row(json.path("key").asText(), facts);
  }

  private static Copy.Witness witness(JsonNode copies) {
    var witness = copies.path("witness");
    return new Copy.Witness(
        witness.path("blocks").asLong(), witness.path("headerHash").asText(null));
  }

  private JsonNode get(String path) {
    return api.get(url + "/verification" + path, token.get()).orThrow(name).body();
  }
}
