package io.tallystick.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.kit.ledger.CommandQueue.Due;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final Lanes lanes = new Lanes(2, 3, 1000);

  @Test
  void a_lone_command_goes_at_once() {
    assertThat(taken(due("a", 1))).containsExactly(List.of("a0"));
  }

  @Test
  void what_waits_goes_together_within_the_bounds_and_the_rest_gathers() {
    assertThat(taken(due("a", 8)))
        .containsExactly(List.of("a0", "a1", "a2"), List.of("a3", "a4", "a5"));
    assertThat(lanes.full()).containsExactly("a");
    assertThat(taken(due("a", 2))).isEmpty();
    lanes.done("a");
    assertThat(taken(due("a", 2))).containsExactly(List.of("a0", "a1"));
  }

  @Test
  void a_full_lane_keeps_no_other_back() {
    taken(due("a", 8));
    var both = new ArrayList<>(due("a", 2));
    both.addAll(due("b", 1));
    assertThat(taken(both)).containsExactly(List.of("b0"));
  }

  @Test
  void bytes_bound_a_group_and_one_that_is_too_large_goes_alone() {
    assertThat(taken(List.of(sized("x", 900), sized("y", 200))))
        .containsExactly(List.of("x"), List.of("y"));
    lanes.done("a");
    assertThat(taken(List.of(sized("large", 5000), sized("z", 1))))
        .containsExactly(List.of("large"));
  }

  private List<List<String>> taken(List<Due> waiting) {
    return lanes.take(waiting).stream().map(Lanes.Group::opIds).toList();
  }

  private static List<Due> due(String lane, int count) {
    var due = new ArrayList<Due>();
    for (int i = 0; i < count; i++) due.add(new Due(lane + i, lane, 10));
    return due;
  }

  private static Due sized(String opId, long bytes) {
    return new Due(opId, "a", bytes);
  }
}
