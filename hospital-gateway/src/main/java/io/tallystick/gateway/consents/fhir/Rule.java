package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.Provision;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A provision as it was read, with the element it stands in.
 *
 * @param own without exceptions
 * @param element FHIRPath
 */
record Rule(Provision own, String element, List<Rule> exceptions) {

  Provision provision() {
    return own.except(exceptions.stream().map(Rule::provision).toList());
  }

  /**
   * @param elements gets the elements by the provisions' paths
   */
  static void paths(List<Rule> siblings, String above, Map<String, String> elements) {
    for (int i = 0; i < siblings.size(); i++) {
      var path = above + i;
      elements.put(path, siblings.get(i).element());
      paths(siblings.get(i).exceptions(), path + ".", elements);
    }
  }

  /** Takes the place of what stands around it; with what denies there, so that it still denies. */
  Rule beside(Rule parent) {
    var merged = Inherited.merge(parent.own(), own, element);
    var exceptions =
        own.effect() == Provision.Effect.PERMIT
            ? Stream.concat(
                    this.exceptions.stream(),
                    parent.exceptions().stream()
                        .filter(e -> e.own().effect() == Provision.Effect.DENY))
                .toList()
            : this.exceptions;
    return new Rule(merged, element, exceptions);
  }
}
