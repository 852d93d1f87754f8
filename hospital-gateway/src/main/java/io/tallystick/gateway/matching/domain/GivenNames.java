package io.tallystick.gateway.matching.domain;

import java.util.List;
import java.util.Set;

/** Given names that stand for each other; ours, of the commonest in English and Spanish. */
final class GivenNames {

  private static final List<Set<String>> VARIANTS =
      List.of(
          Set.of("william", "bill", "will", "billy", "liam", "guillermo"),
          Set.of("robert", "bob", "rob", "bobby", "roberto"),
          Set.of("richard", "dick", "rick", "rich", "ricardo"),
          Set.of("james", "jim", "jimmy", "jaime"),
          Set.of("john", "jack", "johnny", "jon", "juan", "johann", "hans"),
          Set.of("michael", "mike", "mick", "miguel"),
          Set.of("joseph", "joe", "jose", "pepe"),
          Set.of("francis", "frank", "francisco", "paco"),
          Set.of("charles", "charlie", "chuck", "carlos"),
          Set.of("thomas", "tom", "tommy", "tomas"),
          Set.of("edward", "ed", "eddie", "ted", "eduardo"),
          Set.of("anthony", "tony", "antonio"),
          Set.of("daniel", "dan", "danny"),
          Set.of("samuel", "sam", "sammy"),
          Set.of("alexander", "alex", "sasha", "alejandro"),
          Set.of("elizabeth", "liz", "beth", "betty", "lisa", "isabel", "elisabeth"),
          Set.of("margaret", "maggie", "peggy", "meg", "greta", "margarita"),
          Set.of("katherine", "catherine", "kate", "kathy", "katie", "katharina", "catalina"),
          Set.of("mary", "maria", "molly", "marie"),
          Set.of("susan", "sue", "susie", "susanna"),
          Set.of("patricia", "pat", "patty", "trish"),
          Set.of("jennifer", "jen", "jenny"),
          Set.of("deborah", "debra", "deb", "debbie"),
          Set.of("barbara", "barb", "babs"),
          Set.of("dorothy", "dot", "dolly"),
          Set.of("helen", "ellen", "elena", "nell"),
          Set.of("ann", "anne", "anna", "annie", "ana", "nancy"),
          Set.of("rebecca", "becky", "becca"),
          Set.of("theresa", "teresa", "terry", "tess"),
          Set.of("victoria", "vicky", "tori"));

  /** Both in plain spelling, their first words. */
  static boolean standForEachOther(String one, String other) {
    return VARIANTS.stream().anyMatch(set -> set.contains(one) && set.contains(other));
  }

  private GivenNames() {}
}
