package io.fieldpost.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, with a stand-in for Java that says how it was called. */
class LauncherIT {

    private static final Path LAUNCHER = Path.of(System.getProperty("fieldpost.distribution"), "bin", "fieldpost");

    @TempDir
    Path temporary;

    @Test
    void passesArgumentsOnAsTheyAre() throws Exception {
        assertThat(start(java("17.0.15"), "run", "a file with spaces.yaml", "*").output())
                .endsWith("<io.fieldpost.agent.cli.Main>\n<run>\n<a file with spaces.yaml>\n<*>\n");
    }

    @Test
    void optionsOfTheOperatorComeAfterOurs() throws Exception {
        String output = start(java("17.0.15"), "FIELDPOST_JAVA_OPTS=-Xmx99m -Dx=*", "version")
                .output();
        assertThat(output).containsSubsequence("<-Xmx96m>", "<-Xmx99m>", "<-Dx=*>", "<-cp>");
    }

    @Test
    void refusesAnOlderJavaWithOneSentence() throws Exception {
        Ended ended = start(java("11.0.2"), "PATH=" + toolsWithoutJava(), "version");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.output())
                .startsWith("fieldpost: needs Java 17 or later and found 11.0.2")
                .hasLineCount(1);
    }

    @Test
    void takesTheArchiveThatItPrepared() throws Exception {
        Path java = java("17.0.15");
        assertThat(start(java, "prepare").output()).contains("<-XX:ArchiveClassesAtExit=" + temporary.resolve("cache"));
        assertThat(start(java, "version").output()).contains("<-XX:SharedArchiveFile=" + temporary.resolve("cache"));
        assertThat(start(java("17.0.16"), "version").output()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void aDirectoryOfOthersJoinsTheClassPathButNotTheArchive() throws Exception {
        Path extra = Files.createDirectories(temporary.resolve("extra"));
        Files.createFile(extra.resolve("more.jar"));
        Path java = java("17.0.15");
        assertThat(start(java, "FIELDPOST_EXTRA_LIB=" + extra, "demo").output()).contains(extra + "/more.jar>");
        assertThat(start(java, "FIELDPOST_EXTRA_LIB=" + extra, "prepare").output())
                .doesNotContain("more.jar");
    }

    @Test
    void theKitJoinsTheClassPathOfCertifyAlone() throws Exception {
        Path kit = Files.createDirectories(temporary.resolve("kit"));
        Files.createFile(kit.resolve("fieldpost-driver-certifier-1.jar"));
        Path java = java("17.0.15");
        assertThat(start(java, "FIELDPOST_KIT=" + kit, "certify").output())
                .contains(kit + "/fieldpost-driver-certifier-1.jar>")
                .containsSubsequence("<-Xmx96m>", "<-Xmx256m>");
        assertThat(start(java, "FIELDPOST_KIT=" + kit, "run").output()).doesNotContain("certifier");
    }

    @Test
    void certifyWithoutTheKitSaysWhereToPutIt() throws Exception {
        Ended ended = start(java("17.0.15"), "FIELDPOST_KIT=" + temporary.resolve("none"), "certify");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.output())
                .contains("found none in " + temporary.resolve("none") + ": unpack fieldpost-kit.tar.gz")
                .hasLineCount(1);
    }

    /** What opcua-bridge puts in the place of classes of Milo must be found before them. */
    @Test
    void ourJarsStandBeforeMilo() throws Exception {
        assertThat(start(java("17.0.15"), "version").output())
                .containsPattern("/fieldpost-opcua-bridge[^/:]*\\.jar:.*/milo-sdk-client[^/:]*\\.jar");
    }

    private record Ended(int code, String output) {}

    /** A Java home whose Java prints its arguments, one a line, and makes the archive that it is asked for. */
    private Path java(String version) throws IOException {
        Path home = Files.createDirectories(temporary.resolve("java-" + version));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x86_64\"\n");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for argument in "$@"; do
                    printf '<%s>\\n' "$argument"
                    case $argument in -XX:ArchiveClassesAtExit=*) echo archive >"${argument#*=}" ;; esac
                done
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    /** A directory with the tools that the launcher needs, and no Java. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : new String[] {"cksum", "dirname", "readlink"}) {
            Files.copy(Path.of("/usr/bin", tool), tools.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return tools;
    }

    /** Starts the launcher on {@code javaHome}; leading arguments of the form NAME=VALUE are its environment. */
    private Ended start(Path javaHome, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", LAUNCHER.toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("FIELDPOST_"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("FIELDPOST_CACHE", temporary.resolve("cache").toString());
        for (String argument : arguments) {
            if (argument.matches("[A-Z_]+=.*")) {
                builder.environment().put(argument.replaceFirst("=.*", ""), argument.replaceFirst("[^=]*=", ""));
            } else {
                builder.command().add(argument);
            }
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
