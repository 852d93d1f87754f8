package io.tallystick.gateway.bulk.domain;

import java.util.Map;

/**
 * Why a line isn't taken.
 *
 * @param code as of the problem that the same resource alone would get
 * @param members the problem's further members, such as {@code problems}
 */
public record LineProblem(String code, String detail, Map<String, Object> members) {}
