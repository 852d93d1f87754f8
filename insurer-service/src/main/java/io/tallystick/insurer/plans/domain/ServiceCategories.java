package io.tallystick.insurer.plans.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import java.util.Map;

/**
 * The table that sorts billed codes into service categories: by code, else by the code system.
 *
 * @param bySystem the category of a system's codes that aren't listed, by the system's URI
 */
public record ServiceCategories(
    Map<Code, ServiceCategory> byCode, Map<String, ServiceCategory> bySystem) {

  public ServiceCategories {
    byCode = Map.copyOf(byCode);
    bySystem = Map.copyOf(bySystem);
  }

  public ServiceCategory of(Code code) {
    var listed = byCode.get(code);
    return listed != null ? listed : bySystem.getOrDefault(code.system(), ServiceCategory.OTHER);
  }
}
