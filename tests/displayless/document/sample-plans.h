/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"

/* Five invented plans in the five shapes that real ones have, and a letter; written for the tests.
 */
typedef enum
{
  SAMPLE_NUMBERED, /* area rows, numbers run on, everything filled in */
  SAMPLE_BULLETS,  /* no annex, a footnote, urgent, number and date blank */
  SAMPLE_POINTS,   /* a) b) c) d) đ) e), annex without area rows, landscape */
  SAMPLE_ANNEX,    /* the tasks are in the annex alone; it repeats agency and motto; long cells */
  SAMPLE_WIDE,     /* seven columns, spans, chapters, addressees, address at the foot */
  SAMPLE_LETTER,   /* an official letter */
} SamplePlan;

#define N_SAMPLE_PLANS 5
#define N_SAMPLES 6

TdBlock *sample_plan_new (SamplePlan plan);
TdBlock *sample_big_new (guint sections, guint seed);
