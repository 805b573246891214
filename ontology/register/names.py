"""What the data sets do not have: how divisions are called in English, and in short."""

# Kind of division -> its English; longest first, because 自治区 ends in 区.
SUFFIXES = {
    "特别行政区": "Special Administrative Region", "自治区": "Autonomous Region", "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County", "自治旗": "Autonomous Banner", "地区": "Prefecture", "林区": "Forestry District",
    "特区": "Special District", "新区": "New Area", "矿区": "Mining District", "省": "Province", "盟": "League",
    "市": "City", "县": "County", "旗": "Banner", "区": "District",
}

ETHNIC_GROUPS = {
    "蒙古": "Mongol", "回": "Hui", "藏": "Tibetan", "维吾尔": "Uygur", "苗": "Miao", "彝": "Yi", "壮": "Zhuang",
    "布依": "Bouyei", "朝鲜": "Korean", "满": "Manchu", "侗": "Dong", "瑶": "Yao", "白": "Bai", "土家": "Tujia",
    "哈尼": "Hani", "哈萨克": "Kazak", "傣": "Dai", "黎": "Li", "傈僳": "Lisu", "佤": "Va", "畲": "She",
    "拉祜": "Lahu", "水": "Sui", "东乡": "Dongxiang", "纳西": "Naxi", "景颇": "Jingpo", "柯尔克孜": "Kirgiz",
    "土": "Tu", "达斡尔": "Daur", "仫佬": "Mulao", "羌": "Qiang", "布朗": "Blang", "撒拉": "Salar",
    "毛南": "Maonan", "仡佬": "Gelao", "锡伯": "Xibe", "普米": "Pumi", "塔吉克": "Tajik", "怒": "Nu",
    "鄂温克": "Ewenki", "保安": "Bonan", "裕固": "Yugur", "独龙": "Derung", "鄂伦春": "Oroqen", 
}

# Readings that a place name has and the dictionary of pinyin does not give: single characters as they are read in place
# names, and whole stems where they differ from that.
READINGS = {
    "长": "chang", "重": "chong", "朝": "chao", "乐": "le", "行": "xing", "会": "hui", "都": "du", "曾": "zeng",
    "华": "hua", "盛": "sheng", "车": "che", "宿": "su", "台": "tai", "泊": "bo", "浦": "pu", "屯": "tun",
    "藏": "zang", "厦": "xia", "佛": "fo", "万": "wan", "隆": "long", "阿": "a", "单": "shan", "尉": "wei",
    "任": "ren", "召": "zhao", "石": "shi", "大": "da", "番": "pan", "解": "xie", "覃": "qin", "繁": "fan",
    "涡": "guo", "莞": "guan", "六": "liu", "埔": "pu", "郏": "jia", "泌": "bi", "澄": "cheng", "句": "ju",
    "六安": "Lu'an", "六合": "Luhe", "长子": "Zhangzi", "东阿": "Dong'e", "洪洞": "Hongtong", "大城": "Daicheng",
    "乐亭": "Laoting", "乐陵": "Laoling", "乐清": "Yueqing", "大埔": "Dabu", "铅山": "Yanshan", "黄陂": "Huangpi",
    "枞阳": "Zongyang", "亳州": "Bozhou", "台州": "Taizhou", "丽水": "Lishui", "井陉": "Jingxing", "蔚县": "Yuxian",
    "歙县": "Shexian", "黟县": "Yixian", "莘县": "Shenxian", "单县": "Shanxian", "浚县": "Xunxian", "荥阳": "Xingyang",
    "荥经": "Yingjing", "监利": "Jianli", "犍为": "Qianwei", "珙县": "Gongxian", "筠连": "Junlian", "吴堡": "Wubu",
    "什邡": "Shifang", "若羌": "Ruoqiang", "盱眙": "Xuyi", "耒阳": "Leiyang", "宕昌": "Tanchang", "綦江": "Qijiang",
    "行唐": "Xingtang", "中牟": "Zhongmu", "牟平": "Muping", "牟定": "Mouding", "柞水": "Zhashui", "尉犁": "Yuli",
    "隰县": "Xixian", "郫都": "Pidu", "繁峙": "Fanshi", "洱源": "Eryuan", "百色": "Baise", "勐海": "Menghai",
    "嵊州": "Shengzhou", "嵊泗": "Shengsi", "临朐": "Linqu", "鄠邑": "Huyi", "那坡": "Napo", "扎兰屯": "Zalantun",
    "扎赉特": "Jalaid", "溧阳": "Liyang", "郯城": "Tancheng", "峄城": "Yicheng", "兖州": "Yanzhou", "漯河": "Luohe",
    "尤溪": "Youxi", "蕲春": "Qichun", "彬州": "Binzhou", "栾城": "Luancheng", "涿州": "Zhuozhou",
    "甘孜": "Garze", "阿坝": "Ngawa", "潢川": "Huangchuan", "藁城": "Gaocheng", "阆中": "Langzhong",
    "丽江": "Lijiang", "高要": "Gaoyao", "儋州": "Danzhou", "汨罗": "Miluo", "邛崃": "Qionglai", "睢阳": "Suiyang",
    "睢县": "Suixian", "睢宁": "Suining", "费县": "Feixian", "盖州": "Gaizhou",
    "瓦房店": "Wafangdian", "桦甸": "Huadian", "鄄城": "Juancheng", "鄱阳": "Poyang",
    "弋阳": "Yiyang", "余干": "Yugan", "玉屏": "Yuping", "沙湾": "Shawan", "沙县": "Shaxian", "巴马": "Bama",
}

# Official English names that are no pinyin, or pinyin with more than the kind behind it.
ENGLISH = {
    "北京市": "Beijing Municipality", "天津市": "Tianjin Municipality", "上海市": "Shanghai Municipality",
    "重庆市": "Chongqing Municipality", "广西壮族自治区": "Guangxi Zhuang Autonomous Region",
    "内蒙古自治区": "Inner Mongolia Autonomous Region", "西藏自治区": "Xizang Autonomous Region",
    "宁夏回族自治区": "Ningxia Hui Autonomous Region", "新疆维吾尔自治区": "Xinjiang Uygur Autonomous Region",
    "陕西省": "Shaanxi Province", "台湾省": "Taiwan Province", "香港特别行政区": "Hong Kong Special Administrative Region",
    "澳门特别行政区": "Macao Special Administrative Region", "神农架林区": "Shennongjia Forestry District",
    "浦东新区": "Pudong New Area", "滨海新区": "Binhai New Area",
    # Stems of names from Mongolian, Uygur, Tibetan and other languages, in the romanization of the Chinese gazetteers.
    "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar", "佳木斯": "Jiamusi", "呼和浩特": "Hohhot", "包头": "Baotou",
    "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulun Buir", "巴彦淖尔": "Bayannur", "乌兰察布": "Ulanqab", "通辽": "Tongliao",
    "锡林郭勒": "Xilin Gol", "阿拉善": "Alxa", "兴安盟": "Hinggan League", "锡林浩特": "Xilinhot", "乌兰浩特": "Ulanhot",
    "二连浩特": "Erenhot", "满洲里": "Manzhouli", "拉萨": "Lhasa", "日喀则": "Xigaze", "昌都": "Qamdo",
    "林芝": "Nyingchi", "山南": "Shannan", "那曲": "Nagqu", "阿里地区": "Ngari Prefecture", "乌鲁木齐": "Urumqi",
    "克拉玛依": "Karamay", "吐鲁番": "Turpan", "哈密": "Hami", "阿克苏": "Aksu", "喀什": "Kashgar", "和田": "Hotan",
    "伊犁": "Ili", "塔城": "Tacheng", "阿勒泰": "Altay", "昌吉": "Changji", "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin", "克孜勒苏": "Kizilsu", "石河子": "Shihezi", "阿拉尔": "Aral", "图木舒克": "Tumxuk",
    "五家渠": "Wujiaqu", "可克达拉": "Kokdala", "库尔勒": "Korla", "伊宁": "Yining", "霍尔果斯": "Khorgos",
    "阿拉山口": "Alashankou", "格尔木": "Golmud", "德令哈": "Delingha", "玉树": "Yushu", "果洛": "Golog",
    "海西蒙古族藏族自治州": "Haixi Mongol and Tibetan Autonomous Prefecture", "延边": "Yanbian", "西双版纳": "Xishuangbanna",
    "德宏": "Dehong", "迪庆": "Deqen", "香格里拉": "Shangri-La", "甘孜": "Garze", "阿坝": "Ngawa",
    "呼图壁": "Hutubi", "瑞丽": "Ruili",
}

# GB/T 2260: one-character abbreviations (the usual one first) and letter codes of the provinces.
PROVINCES = {
    "110000": ("京", "BJ"), "120000": ("津", "TJ"), "130000": ("冀", "HE"), "140000": ("晋", "SX"),
    "150000": ("蒙、内蒙", "NM"), "210000": ("辽", "LN"), "220000": ("吉", "JL"), "230000": ("黑", "HL"),
    "310000": ("沪", "SH"), "320000": ("苏", "JS"), "330000": ("浙", "ZJ"), "340000": ("皖", "AH"),
    "350000": ("闽", "FJ"), "360000": ("赣", "JX"), "370000": ("鲁", "SD"), "410000": ("豫", "HA"),
    "420000": ("鄂", "HB"), "430000": ("湘", "HN"), "440000": ("粤", "GD"), "450000": ("桂", "GX"),
    "460000": ("琼", "HI"), "500000": ("渝", "CQ"), "510000": ("川、蜀", "SC"), "520000": ("黔、贵", "GZ"),
    "530000": ("滇、云", "YN"), "540000": ("藏", "XZ"), "610000": ("陕、秦", "SN"), "620000": ("甘、陇", "GS"),
    "630000": ("青", "QH"), "640000": ("宁", "NX"), "650000": ("新", "XJ"), "710000": ("台", "TW"),
    "810000": ("港", "HK"), "820000": ("澳", "MO"),
}

# How Chinese texts call countries beside the name of CLDR.
COUNTRY_ALIASES = {
    "AE": ["阿联酋"], "BA": ["波黑"], "BN": ["文莱达鲁萨兰国"], "CD": ["刚果金"], "CG": ["刚果布"],
    "CI": ["科特迪瓦共和国"], "CN": ["中华人民共和国", "我国"], "DE": ["德意志联邦共和国"], "GB": ["大不列颠及北爱尔兰联合王国"],
    "KP": ["朝鲜民主主义人民共和国"], "KR": ["大韩民国"], "LA": ["老挝人民民主共和国"], "RU": ["俄罗斯联邦"],
    "SA": ["沙特", "沙特阿拉伯王国"], "US": ["美利坚合众国"], "VN": ["越南社会主义共和国"], "NZ": ["新西兰共和国"], "PG": ["巴新"],
    "KG": ["吉尔吉斯"], "TT": ["特多"], "ZA": ["南非共和国"], "MN": ["蒙古国"], "ID": ["印尼"], "BD": ["孟加拉"],
    "CZ": ["捷克共和国"], "CH": ["瑞士联邦"], "CL": ["智利共和国"], "PK": ["巴基斯坦伊斯兰共和国"], "TH": ["泰王国"],
    "KH": ["柬埔寨王国"], "KZ": ["哈萨克斯坦共和国"], "SG": ["新加坡共和国"], "FR": ["法兰西共和国"], "PS": ["巴勒斯坦"],
    "FK": ["马尔维纳斯群岛"],
}
