package io.tallystick.insurer.flow;

import io.tallystick.insurer.evidence.app.ReleaseSource;
import io.tallystick.insurer.evidence.app.Releases.Release;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What Riverside's gateway would answer to a fetch. */
@Alternative
@Priority(1)
@Singleton
public class StubReleases implements ReleaseSource {

  private final Map<String, Fetched> answers = new ConcurrentHashMap<>();

  public void put(String decisionId, Fetched answer) {
    answers.put(decisionId, answer);
  }

  @Override
  public Fetched fetch(Release release) {
    return answers.getOrDefault(release.decisionId(), new Fetched.Unreachable());
  }
}
