/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "td-block.h"
#include "td-style.h"

/* What a reader of the file sees, taken from the PDF through poppler: never from the layout.
 * Lengths are points from the page's top left corner. */
typedef struct
{
  int page;
  double x0, y0, x1, y1;
  double size;
  gboolean bold, italic;
  char *font; /* borrowed from the probe */
} ProbeText;

typedef struct
{
  PopplerDocument *document;
  int n_pages;
  GPtrArray *texts;   /* text of each page */
  GPtrArray *fonts;   /* strings that ProbeText borrows */
  GArray *characters; /* (element-type ProbeText): of all pages */
  GArray *starts;     /* (element-type guint): first character of each page */
  GPtrArray *images;  /* pages rendered at PROBE_DPI, made when asked for */
} PdfProbe;

#define PROBE_DPI 144.0

PdfProbe *pdf_probe_new (TdBlock *block, const TdStyle *style);
void pdf_probe_free (PdfProbe *probe);
gboolean pdf_probe_find (PdfProbe *probe, int page, const char *needle, ProbeText *text);
gboolean pdf_probe_find_last (PdfProbe *probe, const char *needle, ProbeText *text);
double pdf_probe_rule_below (PdfProbe *probe, const ProbeText *text, double reach);
gboolean pdf_probe_red_box (PdfProbe *probe, int page, double *width, double *height);
GArray *pdf_probe_lines (PdfProbe *probe, int page);
void pdf_probe_page_size (PdfProbe *probe, int page, double *width, double *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfProbe, pdf_probe_free)
