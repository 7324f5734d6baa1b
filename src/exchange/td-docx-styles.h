/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

#include "td-docx-symbol.h"
#include "td-source-document.h"
#include "td-zip.h"

G_BEGIN_DECLS

/* Formatting as it is written at one place, and the styles that inherit it. -1 (0 for sizes) is
 * "says nothing". */
typedef struct
{
  gint8 bold;
  gint8 italic;
  gint8 underline;
  gint8 caps;
  gint8 hidden;
  gint8 position; /* 0 normal, 1 superscript, 2 subscript */
  double size;    /* points */
  gint8 font;     /* TdDocxFont, -1 says nothing */
} TdDocxRunProps;

typedef struct
{
  int align; /* TdSourceAlign */
  gint8 page_break;
  gint8 has_left;
  gint8 has_first;
  double left;
  double first;
  int outline; /* 0..8, 9 is body text */
  int num_id;
  int num_level;
} TdDocxParaProps;

/* Of one edge: -1 says nothing, 0 none, 1 a line */
typedef struct
{
  gint8 top, bottom, start, end, inside_h, inside_v;
} TdDocxBorders;

typedef enum
{
  TD_DOCX_WHOLE_TABLE,
  TD_DOCX_FIRST_ROW,
  TD_DOCX_FIRST_COLUMN,
  TD_DOCX_N_CONDITIONS,
} TdDocxCondition;

typedef struct
{
  char *id;
  char *name; /* lower case */
  char *type;
  char *based_on;
  char *link;
  TdDocxRunProps run;
  TdDocxParaProps para;
  TdDocxBorders borders;
  TdDocxRunProps conditional[TD_DOCX_N_CONDITIONS];
  gint8 shaded[TD_DOCX_N_CONDITIONS];
  int heading; /* from the name: 0 none */
  gboolean is_toc;
  char *num_style; /* (nullable): id of the style the numbering came from */
  gboolean resolved;
  gboolean resolving;
} TdDocxStyle;

typedef struct _TdDocxStyles TdDocxStyles;

TdDocxStyles *td_docx_styles_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_docx_styles_load (
    TdDocxStyles *styles, TdZip *zip, const char *part, GCancellable *cancellable, GError **error);
void td_docx_styles_free (TdDocxStyles *styles);
const TdDocxStyle *td_docx_styles_paragraph (TdDocxStyles *styles, const char *id);
const TdDocxStyle *td_docx_styles_character (TdDocxStyles *styles, const char *id);
const TdDocxStyle *td_docx_styles_table (TdDocxStyles *styles, const char *id);
const TdDocxStyle *td_docx_styles_numbering (TdDocxStyles *styles, const char *id);
const TdDocxRunProps *td_docx_styles_default_run (const TdDocxStyles *styles);
const TdDocxParaProps *td_docx_styles_default_para (const TdDocxStyles *styles);

void td_docx_run_props_init (TdDocxRunProps *props);
void td_docx_run_props_read (TdDocxRunProps *props, const xmlNode *rpr);
void td_docx_run_props_merge (TdDocxRunProps *props, const TdDocxRunProps *over);
void td_docx_run_props_toggle (TdDocxRunProps *props, const TdDocxRunProps *style);
void td_docx_para_props_init (TdDocxParaProps *props);
void td_docx_para_props_read (TdDocxParaProps *props, const xmlNode *ppr);
void td_docx_para_props_merge (TdDocxParaProps *props, const TdDocxParaProps *over);
void td_docx_borders_init (TdDocxBorders *borders);
void td_docx_borders_read (TdDocxBorders *borders, const xmlNode *node);
void td_docx_borders_merge (TdDocxBorders *borders, const TdDocxBorders *over);
int td_docx_shading_read (const xmlNode *parent);
int td_docx_heading_from_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocxStyles, td_docx_styles_free)

G_END_DECLS
