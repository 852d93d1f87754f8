package io.tallystick.vocabulary.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MoneyTest {

  @Test
  void decimals_follow_the_currency() {
    assertThat(Money.of(new BigDecimal("12.3"), "USD")).isEqualTo(new Money(1230, "USD"));
    assertThat(Money.of(new BigDecimal("12"), "JPY")).isEqualTo(new Money(12, "JPY"));
    assertThat(new Money(1230, "USD").decimal()).isEqualTo(new BigDecimal("12.30"));
    assertThatThrownBy(() -> Money.of(new BigDecimal("0.001"), "USD"))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void currencies_do_not_mix() {
    assertThatThrownBy(() -> new Money(1, "USD").plus(new Money(1, "EUR")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_share_rounds_half_up() {
    assertThat(new Money(25, "USD").share(2_000)).isEqualTo(new Money(5, "USD"));
    assertThat(new Money(125, "USD").share(2_000)).isEqualTo(new Money(25, "USD"));
    assertThat(new Money(3, "USD").share(5_000)).isEqualTo(new Money(2, "USD"));
  }

  @Property
  void a_share_and_its_rest_are_the_whole(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long minor,
      @ForAll @IntRange(min = 0, max = 10_000) int basisPoints) {
    var whole = new Money(minor, "USD");
    var share = whole.share(basisPoints);
    assertThat(share.isNegative()).isFalse();
    assertThat(whole.minus(share).isNegative()).isFalse();
    assertThat(share.plus(whole.minus(share))).isEqualTo(whole);
  }
}
