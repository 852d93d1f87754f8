package io.tallystick.kit.problem;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.Map;
import java.util.TreeMap;

/** RFC 9457's members, with the code beside the type. */
final class ProblemBody {

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad request"),
          Map.entry(401, "Not authenticated"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(406, "Not acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(413, "Too large"),
          Map.entry(415, "Unsupported media type"),
          Map.entry(422, "Not processable"),
          Map.entry(500, "Internal error"),
          Map.entry(503, "Unavailable"));

  static byte[] json(Problem problem) {
    var members = new TreeMap<String, Object>(problem.members());
    members.put("type", problem.type());
    members.put("title", TITLES.getOrDefault(problem.status(), "Problem"));
    members.put("status", problem.status());
    if (problem.detail() != null) members.put("detail", problem.detail());
    members.put("code", problem.code());
    return CanonicalJson.bytes(members);
  }

  private ProblemBody() {}
}
