/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <time.h>

double bench_cpu_ms (clockid_t clock);
void bench_print_samples (const char *name, GArray *samples);
