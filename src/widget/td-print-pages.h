/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdPrintPages:
 * @ranges: (nullable): pages from 0; %NULL: all
 * @n_ranges: of them
 * @set: all of these pages, or the even or odd ones
 * @reverse: the last one first
 * @copies: how many
 * @collate: whole copies one after the other, not so many of each page
 *
 * What a person chose in the dialog of the printer and the printer cannot do itself.
 */
typedef struct
{
  const GtkPageRange *ranges;
  int n_ranges;
  GtkPageSet set;
  gboolean reverse;
  int copies;
  gboolean collate;
} TdPrintPages;

GArray *td_print_pages_list (const TdPrintPages *pages, guint n_pages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
