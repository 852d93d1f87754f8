package io.tallystick.journeys.docs;

import java.util.List;

/**
 * How a step went.
 *
 * @param statuses of every request that {@code curl} made, 0 for one that wasn't answered
 */
record Outcome(int exit, List<Integer> statuses, String output, String errors) {}
