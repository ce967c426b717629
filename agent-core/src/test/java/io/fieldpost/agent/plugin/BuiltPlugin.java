package io.fieldpost.agent.plugin;

import io.fieldpost.driver.DriverFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A plug-in that a test writes as source text: compiled against what the agent shares, and packed as one jar. */
final class BuiltPlugin {
    /** A driver whose one point says what {@code ANSWER} stands for; {@code %s} are package, extra members, answer. */
    private static final String DRIVER = """
            package %1$s;

            import io.fieldpost.config.Setting;
            import io.fieldpost.driver.*;
            import java.util.List;

            public final class VendorFactory implements DriverFactory<VendorFactory.Settings> {
                @Setting("A vendor's machine.")
                public record Settings(@Setting(value = "Its number.", byDefault = "7") int number) {}

                public String protocol() { return "%2$s"; }
                public Class<Settings> configType() { return Settings.class; }

                public Driver create(Settings settings, DriverContext context) {
                    return new PolledDriver() {
                        public void open() {}
                        public void close() {}
                        public List<Measurement> read(List<Point> points) {
                            return points.stream()
                                    .map(point -> Measurement.good(
                                            point, new Value.Text(String.valueOf(answer())), context.clock().instant()))
                                    .toList();
                        }
                    };
                }

                %3$s
            }
            """;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();
    private final String provider;

    /**
     * A plug-in of one driver.
     *
     * @param members of its factory, with a static {@code answer()} of any type
     */
    BuiltPlugin(String packageName, String protocol, String members) {
        provider = packageName + ".VendorFactory";
        sources.put(provider, DRIVER.formatted(packageName, protocol, members));
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        with("Fieldpost-Api", "1.0");
    }

    BuiltPlugin with(String key, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(key), value);
        return this;
    }

    BuiltPlugin without(String key) {
        manifest.getMainAttributes().remove(new Attributes.Name(key));
        return this;
    }

    /** One more class. */
    BuiltPlugin alongWith(String className, String source) {
        sources.put(className, source);
        return this;
    }

    /** Puts its jar into a directory below {@code plugins}. */
    Path in(Path plugins, String name) throws IOException {
        Path work = Files.createTempDirectory(plugins.toAbsolutePath().getParent(), "build-");
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(work, classes);
        Path directory = Files.createDirectories(plugins.resolve(name));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(directory.resolve(name + ".jar")), manifest)) {
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(jar, classes.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            add(jar, "META-INF/services/" + DriverFactory.class.getName(), provider.getBytes());
        }
        return directory;
    }

    private void compile(Path work, Path classes) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, null);
        List<String> options = List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-sourcepath",
                work.toString());
        List<Path> texts;
        try (Stream<Path> found = Files.walk(work)) {
            texts = found.filter(path -> path.toString().endsWith(".java")).toList();
        }
        if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(texts))
                .call()) {
            throw new IllegalStateException(said.toString());
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
