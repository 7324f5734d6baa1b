/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

static gboolean
td_test_out_of_time (gpointer data)
{
  g_error ("nothing happened for twenty seconds: %s", (const char *) data);

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the condition holds; twenty seconds are a failure. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint limit_ = g_timeout_add_seconds (20, td_test_out_of_time, (gpointer) #condition);         \
                                                                                                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (limit_);                                                                      \
  }                                                                                                \
  G_STMT_END
