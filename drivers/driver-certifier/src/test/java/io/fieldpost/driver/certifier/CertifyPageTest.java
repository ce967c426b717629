package io.fieldpost.driver.certifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page of the command, which is not on that of the product's own: only the kit brings it. Written anew with {@code -Dfieldpost.write=true}. */
class CertifyPageTest {
    private static final Path PAGE = Path.of(System.getProperty("fieldpost.root"), "docs", "reference", "certify.md");

    @Test
    void pageIsWhatTheCommandSays() throws IOException {
        CommandLine certify = Main.commandLine().getSubcommands().get("certify");
        String help = certify.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
        String expected = "# fieldpost certify\n\nMade from the command's own help. The driver kit brings it: "
                + "[write a driver](../how-to/write-a-driver.md) shows its use.\n\n```\n" + help + "\n```\n";
        if (Boolean.getBoolean("fieldpost.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reference/certify.md is stale; write it anew with -Dfieldpost.write=true")
                .isEqualTo(expected);
    }
}
