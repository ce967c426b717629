/*
 * What a loop of libmodbus costs that reads floats: the figure to compare the driver with.
 *
 *   modbus-reader PORT VALUES SECONDS PERIOD_MS        cc -O2 modbus-reader.c $(pkg-config --cflags --libs libmodbus)
 *
 * Reads VALUES floats from holding register 0 on, 62 in a request, every PERIOD_MS (0: as fast as the server answers), and prints values a second and
 * microseconds of processor time a value, both over SECONDS after a second of warming up.
 */
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { FLOATS_A_REQUEST = 62 };

static double wall(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static double processor(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

int main(int count, char **words) {
    if (count != 5) return 2;
    int values = atoi(words[2]);
    double seconds = atof(words[3]), period = atof(words[4]) / 1000;
    modbus_t *line = modbus_new_tcp("127.0.0.1", atoi(words[1]));
    if (!line || modbus_connect(line) < 0) return 1;
    double from = wall() + 1, processor_from = 0, sum = 0;
    long read = 0;
    int warm = 0;
    for (double next = wall(); wall() < from + seconds; next += period) {
        if (!warm && wall() >= from) {
            warm = 1;
            read = 0;
            from = wall();
            processor_from = processor();
        }
        for (int at = 0; at < values; at += FLOATS_A_REQUEST) {
            uint16_t registers[2 * FLOATS_A_REQUEST];
            int wanted = values - at < FLOATS_A_REQUEST ? values - at : FLOATS_A_REQUEST;
            if (modbus_read_registers(line, 2 * at, 2 * wanted, registers) != 2 * wanted) return 1;
            for (int i = 0; i < wanted; i++) sum += modbus_get_float_abcd(registers + 2 * i);
            read += wanted;
        }
        if (period > 0 && next + period > wall()) usleep((next + period - wall()) * 1e6);
    }
    double took = wall() - from;
    printf("%.0f %.3f %g\n", read / took, (processor() - processor_from) * 1e6 / read, sum);
    return 0;
}
