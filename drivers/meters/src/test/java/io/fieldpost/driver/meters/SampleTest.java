package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sample and the README show to be copied is right. */
class SampleTest {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:dlt645(?:-1997)?|cjt188(?:-high-first)?):[0-9A-Za-z-]+/[^\"`\\s]+");

    @ParameterizedTest
    @ValueSource(strings = {"sample.yaml", "README.md"})
    void everyAddressThatIsShownHasNoComplaint(String file) throws Exception {
        List<String> addresses = ADDRESS.matcher(Files.readString(Path.of(file)))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(addresses)
                .hasSizeGreaterThan(3)
                .allSatisfy(address -> assertThat(new MetersDriverFactory().complaintAbout(address))
                        .as(address)
                        .isEmpty());
    }

    @Test
    void everyItemOfTheTableIsNamedInTheReadme() throws Exception {
        String text = Files.readString(Path.of("README.md"));
        Stream.of("dlt645:000000000161", "dlt645-1997:000000000161", "cjt188:10-any", "cjt188:20-any")
                .flatMap(meter -> ItemTable.of(meter(meter)).stream())
                .map(item ->
                        item.name().replaceAll("(_[1-4])?(_tariff_[1-4]|_all)$|_[1-7]$|_[abc]$|(?<=demand)_time$", ""))
                .distinct()
                .forEach(name -> assertThat(text).contains(name));
    }

    private static MeterAddress meter(String text) {
        int colon = text.indexOf(':');
        try {
            return MeterAddress.parse(
                    Standard.named(text.substring(0, colon)).orElseThrow(), text.substring(colon + 1));
        } catch (AddressException e) {
            throw new AssertionError(e.complaint(), e);
        }
    }
}
