package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.Arguments;
import io.fieldpost.driver.tool.Tool;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ToolsTest {
    @Test
    void allAreFoundAndTheirHelpBeginsInEnglishAndChinese() {
        assertThat(ServiceLoader.load(Tool.class))
                .extracting(Tool::name)
                .containsExactlyInAnyOrder("analyse", "calibrate", "mission", "record", "scan");
        for (Tool<?> tool : ServiceLoader.load(Tool.class)) {
            assertThat(tool.description().get(0)).matches("[A-Z][ -~]+\\. \\p{IsHan}.*。");
            assertThat(Arguments.of(tool.argumentsType()).all()).isNotEmpty();
        }
    }
}
