package io.tallystick.devnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {

  @Test
  void what_is_written_is_what_java_reads() throws Exception {
    var written =
        Map.of("a b", "c:d=e", "back", "\\slash", "lines", "one\ntwo", "url", " http://x/?y=z#q");
    var read = new Properties();
    read.load(new StringReader(PropertiesText.of(written)));
    assertThat(read).isEqualTo(written);
  }
}
