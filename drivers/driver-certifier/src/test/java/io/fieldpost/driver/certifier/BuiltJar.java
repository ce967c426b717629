package io.fieldpost.driver.certifier;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** A jar that a test writes as source text. */
final class BuiltJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    BuiltJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    BuiltJar stating(String key, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(key), value);
        return this;
    }

    BuiltJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    BuiltJar file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** Compiles against the class path of this process and {@code others}, and packs. */
    Path in(Path directory, String name, Path... others) throws IOException {
        Path work = Files.createDirectories(directory.resolve("build-" + name));
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(work, classes, others);
        Path made = directory.resolve(name);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(made), manifest);
                Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                add(jar, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                add(jar, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return made;
    }

    private void compile(Path work, Path classes, Path... others) throws IOException {
        List<Path> texts = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            texts.add(Files.writeString(file, source.getValue()));
        }
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        for (Path other : others) {
            classPath.append(System.getProperty("path.separator")).append(other);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var manager = compiler.getStandardFileManager(null, null, null);
        List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath.toString());
        if (!compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(texts))
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
